package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.store.ProjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class HookTest {
    private static final Caller ANN = Caller.as("ann@hooks.example.org");

    @Inject
    ProjectStore projects;

    @Inject
    Vault vault;

    @Test
    void each_git_host_has_a_url_of_its_own() {
        String project = ANN.newProject();
        ANN.get("/projects/" + project + "/hooks")
                .then()
                .statusCode(200)
                .body("items.provider", contains("github", "gitlab", "bitbucket", "gitea", "forgejo"))
                .body("items[0].url", equalTo(RealParts.PUBLIC_URL + "/hooks/" + project + "/github"))
                .body("items[0].secret_set", equalTo(false))
                .body("items[0].rotated_at", nullValue());
    }

    @Test
    void a_new_secret_is_shown_once_and_the_former_counts_for_a_day() {
        String project = ANN.newProject();
        String first = rotate(project);
        String second = rotate(project);
        assertThat(second).isNotEqualTo(first);

        HookSecret stored =
                projects.hookSecret(new ProjectId(project), Provider.GITHUB).orElseThrow();
        assertThat(open(project, stored.current())).isEqualTo(second);
        HookSecret.Former former = stored.former().orElseThrow();
        assertThat(open(project, former.secret())).isEqualTo(first);
        assertThat(Duration.between(stored.rotatedAt(), former.until())).isEqualTo(Duration.ofHours(24));

        var list = ANN.get("/projects/" + project + "/hooks").then().body("items[0].secret_set", equalTo(true));
        assertThat(list.extract().asString()).doesNotContain(first).doesNotContain(second);
    }

    @Test
    void a_repeated_rotation_neither_rotates_again_nor_shows_the_secret() {
        String project = ANN.newProject();
        String path = "/projects/" + project + "/hooks/github/rotate";
        String secret = ANN.request()
                .header("Idempotency-Key", "r1")
                .post(path)
                .then()
                .statusCode(200)
                .body("rotated_at", notNullValue())
                .extract()
                .path("secret");
        var again = ANN.request().header("Idempotency-Key", "r1").post(path).then();
        again.statusCode(409).body("code", equalTo("shown_once"));
        assertThat(again.extract().asString()).doesNotContain(secret);
        HookSecret stored =
                projects.hookSecret(new ProjectId(project), Provider.GITHUB).orElseThrow();
        assertThat(open(project, stored.current())).isEqualTo(secret);
        assertThat(stored.former()).isEmpty();
    }

    @Test
    void a_host_that_we_do_not_know_has_no_secret() {
        String project = ANN.newProject();
        ANN.post("/projects/" + project + "/hooks/sourcehut/rotate").then().statusCode(404);
        ANN.post("/projects/" + project + "/hooks/sluice/rotate").then().statusCode(404);
    }

    @Test
    void each_host_gets_a_secret_in_the_form_that_it_takes() {
        String project = ANN.newProject();
        for (String host : List.of("github", "gitlab", "bitbucket", "gitea", "forgejo")) {
            String secret = ANN.post("/projects/" + project + "/hooks/" + host + "/rotate")
                    .then()
                    .statusCode(200)
                    .body("provider", equalTo(host))
                    .extract()
                    .path("secret");
            if (host.equals("gitlab")) {
                assertThat(secret).startsWith("whsec_");
                assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                        .hasSize(32);
            } else {
                assertThat(secret).matches("[0-9a-f]{64}");
            }
        }
        ANN.get("/projects/" + project + "/hooks").then().body("items.secret_set", everyItem(equalTo(true)));
    }

    @Test
    void a_secret_that_the_host_made_is_stored_and_not_shown() {
        String project = ANN.newProject();
        String made = rotate(project);
        String given = "It's a Secret to Everybody";
        var answer = ANN.post("/projects/" + project + "/hooks/github/rotate", Map.of("secret", given))
                .then()
                .statusCode(200)
                .body("secret_set", equalTo(true))
                .body("former_valid_until", notNullValue());
        assertThat(answer.extract().asString()).doesNotContain(given).doesNotContain("\"secret\"");
        HookSecret stored =
                projects.hookSecret(new ProjectId(project), Provider.GITHUB).orElseThrow();
        assertThat(open(project, stored.current())).isEqualTo(given);
        assertThat(open(project, stored.former().orElseThrow().secret())).isEqualTo(made);
    }

    @Test
    void a_repeated_request_with_a_given_secret_is_answered_alike_and_another_one_is_refused() {
        String project = ANN.newProject();
        String path = "/projects/" + project + "/hooks/gitlab/rotate";
        Map<String, String> body = Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        for (String replayed : new String[] {null, "true"}) {
            ANN.json(body)
                    .header("Idempotency-Key", "g1")
                    .post(path)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", equalTo(replayed))
                    .body("former_valid_until", nullValue());
        }
        ANN.json(Map.of("secret", "another secret of the host's"))
                .header("Idempotency-Key", "g1")
                .post(path)
                .then()
                .statusCode(422);
    }

    @Test
    void a_given_secret_that_cannot_be_one_is_refused_with_its_field() {
        String project = ANN.newProject();
        String path = "/projects/" + project + "/hooks/gitlab/rotate";
        for (Object secret : new Object[] {
            "",
            "fifteen letters",
            "x".repeat(201),
            " sixteen letters and a space",
            "sixteen letters\n",
            "sixteen letters \u00fc",
            "whsec_not base64 at all",
            "whsec_c2hvcnQ=AAAA",
            17,
            List.of("sixteen letters.")
        }) {
            String answer = ANN.post(path, Map.of("secret", secret))
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("secret"))
                    .extract()
                    .asString();
            assertThat(answer).doesNotContain("sixteen letters");
        }
        ANN.post(path, Map.of()).then().statusCode(400).body("errors.field", contains("secret"));
        ANN.post(path, Map.of("secret", "sixteen letters.", "token", "x"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("token"));
        assertThat(projects.hookSecret(new ProjectId(project), Provider.GITLAB)).isEmpty();
        for (String good : List.of("sixteen letters.", "x".repeat(200))) {
            ANN.post(path, Map.of("secret", good)).then().statusCode(200);
        }
    }

    private String rotate(String project) {
        return ANN.post("/projects/" + project + "/hooks/github/rotate")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("[0-9a-f]{64}"))
                .extract()
                .path("secret");
    }

    private String open(String project, Sealed secret) {
        return vault.open(HookSecret.purpose(new ProjectId(project), Provider.GITHUB), secret)
                .reveal();
    }
}
