package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class HttpTest {
    private static final Caller ANN = Caller.as("ann@http.example.org");
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "null", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}", "{\"a\":\u0001}", "<x/>"})
    void a_body_that_is_not_one_json_object_is_refused(String body) {
        ANN.json(body)
                .post("/projects")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("code", equalTo("malformed_json"));
    }

    @Test
    void a_deeply_nested_body_is_refused() {
        ANN.json("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}")
                .post("/projects")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed_json"));
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        byte[] body = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
        ANN.request()
                .contentType("application/json")
                .body(body)
                .post("/projects")
                .then()
                .statusCode(400);
    }

    @Test
    void a_body_over_1_mb_is_refused() {
        ANN.json("{\"id\":\"" + "x".repeat(1 << 20) + "\"}")
                .post("/projects")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
    }

    @Test
    void another_content_type_is_refused() {
        ANN.request()
                .contentType("application/x-www-form-urlencoded")
                .body("id=x")
                .post("/projects")
                .then()
                .statusCode(415)
                .contentType(PROBLEM)
                .body("detail", containsString("application/json"));
    }

    @Test
    void an_unknown_path_is_a_problem_too() {
        ANN.get("/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().get("/nowhere").then().statusCode(404).contentType(PROBLEM);
        given().get("/favicon.ico").then().statusCode(404);
    }

    @Test
    void a_verb_that_a_path_does_not_know_is_refused() {
        ANN.delete("/projects").then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void health_needs_no_token() {
        given().get("/health").then().statusCode(200).body("status", equalTo("ok"));
    }

    @Test
    void the_description_names_every_path_and_the_token() {
        String run = "paths.'/api/v1/projects/{project}/rules/{rule}/run'.post.";
        String rules = "paths.'/api/v1/projects/{project}/rules'.";
        String simulate = "paths.'/api/v1/projects/{project}/rules/simulate'.post.";
        String redeliver = "paths.'/api/v1/projects/{project}/deliveries/{delivery}/redeliver'.post.";
        given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths", not(hasKey("/config.json")))
                .body("security[0]", hasKey("jwt"))
                .body("components.securitySchemes.jwt.scheme", equalTo("bearer"))
                .body(run + "requestBody.content.'application/json'.schema.$ref", endsWith("/RunWish"))
                .body(run + "responses.'202'.content.'application/json'.schema.$ref", endsWith("/RunAccepted"))
                .body(simulate + "requestBody.content.'application/json'.schema.$ref", endsWith("/SimulationWish"))
                .body(simulate + "responses.'200'.content.'application/json'.schema.$ref", endsWith("/Simulation"))
                .body(redeliver + "responses", hasKey("202"))
                .body(run + "responses.default.$ref", endsWith("/Problem"))
                .body(rules + "post.responses.'201'.content.'application/json'.schema.$ref", endsWith("/Rule"))
                .body(
                        rules + "get.responses.'200'.content.'application/json'.schema.properties.items.items.$ref",
                        endsWith("/Rule"));
    }

    @Test
    void a_repeated_request_with_the_same_key_changes_nothing_twice() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String rules = "/projects/" + project + "/rules";
        String key = UUID.randomUUID().toString();
        var first = ANN.json(Rules.push("staging"))
                .header("Idempotency-Key", key)
                .post(rules)
                .then()
                .statusCode(201)
                .extract();
        var second = ANN.json(Rules.push("staging"))
                .header("Idempotency-Key", key)
                .post(rules)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"))
                .extract();
        assertThat(second.asString()).isEqualTo(first.asString());
        ANN.get(rules).then().body("items.size()", equalTo(1));
        ANN.json(Rules.manual("deploy", "staging"))
                .header("Idempotency-Key", key)
                .post(rules)
                .then()
                .statusCode(422);
        ANN.json(Rules.push("staging"))
                .header("Idempotency-Key", "with space")
                .post(rules)
                .then()
                .statusCode(400)
                .body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void the_same_request_at_the_same_time_makes_one_rule() throws Exception {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String rules = "/projects/" + project + "/rules";
        Callable<String> press = () -> ANN.json(Rules.push("staging"))
                .header("Idempotency-Key", "together")
                .post(rules)
                .path("id");
        ExecutorService crowd = Executors.newFixedThreadPool(4);
        try {
            List<String> ids =
                    crowd.invokeAll(Stream.generate(() -> press).limit(4).collect(Collectors.toList())).stream()
                            .map(f -> {
                                try {
                                    return f.get();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            })
                            .toList();
            assertThat(ids).doesNotContainNull().allMatch(ids.get(0)::equals);
        } finally {
            crowd.shutdown();
        }
        ANN.get(rules).then().body("items.size()", equalTo(1));
    }
}
