package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests go the way of an API Gateway's events, as all of these tests do. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class EntityTagTest {
    private static final Caller ANN = Caller.as("ann@tags.example.org");

    private String project;

    @BeforeEach
    void new_project() {
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
    }

    @Test
    void what_did_not_change_is_told_in_a_word() {
        for (String path : List.of("/me", "/templates", "/projects/" + project, rules(), rules() + "/" + rule())) {
            Headers headers = ANN.get(path)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("ETag", matchesPattern("\"([0-9]+-)?[0-9a-f]{32}\""))
                    .extract()
                    .headers();
            assertThat(String.join(", ", headers.getValues("Cache-Control"))).isEqualTo("private, no-cache");
            String tag = headers.getValue("ETag");
            for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                asked(path, known).statusCode(304).header("ETag", tag).body(emptyString());
            }
            asked(path, "\"other\"").statusCode(200).header("ETag", tag);
        }
    }

    @Test
    void what_changed_is_answered_as_a_whole_with_another_tag() {
        String path = "/projects/" + project;
        String tag = ANN.get(path).header("ETag");
        ANN.patch(path, Map.of("name", "Another name")).then().statusCode(200);
        String next = asked(path, tag)
                .statusCode(200)
                .body("name", equalTo("Another name"))
                .extract()
                .header("ETag");
        assertThat(next).isNotEqualTo(tag);
        asked(path, next).statusCode(304);
    }

    @Test
    void the_tag_of_a_rule_guards_its_version_when_it_is_saved() {
        String path = rules() + "/" + rule();
        String tag = ANN.get(path).header("ETag");
        assertThat(tag).startsWith("\"1-");
        save(path, tag).statusCode(200).header("ETag", "\"2\"");
        save(path, tag).statusCode(412);
        save(path, "W/" + ANN.get(path).header("ETag")).statusCode(200);
        save(path, "\"no version\"").statusCode(412);
    }

    @Test
    void what_is_refused_or_changed_or_has_a_secret_is_not_kept() {
        ANN.get("/projects/there-is-none")
                .then()
                .statusCode(404)
                .header("ETag", (String) null)
                .header("Cache-Control", "no-store");
        ANN.post("/projects/" + project + "/hooks/github/rotate")
                .then()
                .statusCode(200)
                .header("ETag", (String) null)
                .header("Cache-Control", "no-store");
        given().get("/api/v1/me").then().statusCode(401).header("Cache-Control", "no-store");
        given().header("If-None-Match", "*").get("/api/v1/me").then().statusCode(401);
    }

    private ValidatableResponse asked(String path, String ifNoneMatch) {
        return ANN.request().header("If-None-Match", ifNoneMatch).get(path).then();
    }

    private ValidatableResponse save(String path, String ifMatch) {
        return ANN.json(Rules.push("staging"))
                .header("If-Match", ifMatch)
                .put(path)
                .then();
    }

    private String rules() {
        return "/projects/" + project + "/rules";
    }

    private String rule() {
        return ANN.newRule(project, Rules.push("staging"));
    }
}
