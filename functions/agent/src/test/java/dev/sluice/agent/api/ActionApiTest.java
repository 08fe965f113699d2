package dev.sluice.agent.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.agent.AgentFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions beside deploy, as a caller meets them. */
@QuarkusTest
@QuarkusTestResource(AgentOnTemporaryFolder.class)
class ActionApiTest {

    private static final String ENVIRONMENTS = "/api/public/v1/environments";
    private static final String STAGING = ENVIRONMENTS + "/staging";
    private static final String PRODUCTION = ENVIRONMENTS + "/production";
    private static final String BUILD_ID = "20260101T000000000Z-0123456789ab-01234567";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @ConfigProperty(name = AgentOnTemporaryFolder.ROOT)
    String root;

    private String commit;

    @BeforeEach
    void open() throws IOException {
        Path gate = Path.of(root, "gate");
        if (!Files.exists(gate)) {
            Files.createFile(gate);
        }
        commit = keyed().get(STAGING + "/resolve?ref=main").path("commit");
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(Path.of(root, "gate"));
    }

    @Test
    void updates_quickly_promotes_and_rolls_back() {
        finished(post(STAGING + "/deploy", Map.of("commit", commit)));
        JsonPath first = keyed().get(STAGING).jsonPath();
        JsonPath promoted = finished(post(PRODUCTION + "/promote", promotion(first)));
        assertThat(promoted.getString("action")).isEqualTo("promote");
        assertThat(promoted.getString("commit")).isEqualTo(commit);
        JsonPath updated = finished(post(PRODUCTION + "/quick-update", Map.of("commit", commit)));
        assertThat(updated.getString("action")).isEqualTo("quick_update");
        keyed().get(PRODUCTION)
                .then()
                .body("build.id", equalTo(updated.getString("build.id")))
                .body("previous_build.id", equalTo(first.getString("build.id")));
        JsonPath back = finished(post(PRODUCTION + "/rollback", Map.of()));
        assertThat(back.getString("action")).isEqualTo("rollback");
        keyed().get(PRODUCTION).then().body("build.digest", equalTo(first.getString("build.digest")));
    }

    @Test
    void takes_a_rollback_without_a_body() {
        keyed().post(STAGING + "/rollback").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> keyed().get(STAGING).path("active_task_id") == null);
        post(STAGING + "/rollback", Map.of("build_id", BUILD_ID))
                .then()
                .statusCode(400)
                .body("detail.message", containsString("must be empty"));
    }

    @Test
    void answers_a_repeated_promotion_with_the_same_task_whatever_became_of_the_build() {
        String key = UUID.randomUUID().toString();
        Map<String, String> body = Map.of("source_environment", "staging", "build_id", BUILD_ID, "digest", DIGEST);
        Response first = keyed(body).header("Idempotency-Key", key).post(PRODUCTION + "/promote");
        assertThat(ended(first).getString("error")).isEqualTo("build_not_served");
        Response again = keyed(body).header("Idempotency-Key", key).post(PRODUCTION + "/promote");
        assertThat(again.asString()).isEqualTo(first.asString());
        keyed(Map.of("commit", commit))
                .header("Idempotency-Key", key)
                .post(PRODUCTION + "/quick-update")
                .then()
                .statusCode(409)
                .body("detail.error", equalTo("idempotency_key_reused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quick-update", "/promote", "/rollback"})
    void takes_one_task_at_a_time_whatever_it_is(String action) throws IOException {
        close();
        String id = post(STAGING + "/deploy", Map.of("commit", commit)).path("task_id");
        Map<String, String> body =
                switch (action) {
                    case "/promote" ->
                        Map.of("source_environment", "production", "build_id", BUILD_ID, "digest", DIGEST);
                    case "/rollback" -> Map.of();
                    default -> Map.of("commit", commit);
                };
        Response refused = post(STAGING + action, body);
        // staging has no quick_update, which is said first
        assertThat(refused.statusCode()).isEqualTo(action.equals("/quick-update") ? 422 : 409);
        keyed().post("/api/public/v1/deployments/" + id + "/cancel").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> keyed().get(STAGING).path("active_task_id") == null);
    }

    @Test
    void names_the_field_of_the_configuration_that_a_quick_update_needs() {
        post(STAGING + "/quick-update", Map.of("commit", commit))
                .then()
                .statusCode(422)
                .body("detail.error", equalTo("not_configured"))
                .body("detail.field", equalTo("environments.staging.quick_update"))
                .body(
                        "detail.message",
                        equalTo("environments.staging.quick_update (an argument list) is missing in the agent's"
                                + " configuration file"));
    }

    @Test
    void refuses_a_clone_into_the_environment_that_its_own_configuration_calls_production() {
        post(PRODUCTION + "/clone", Map.of("source_environment", "staging"))
                .then()
                .statusCode(422)
                .body("detail.error", equalTo("production_target"), "detail.field", equalTo("id"));
        keyed().get(PRODUCTION).then().body("active_task_id", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "staging, production, not_configured, environments.production.database",
        "staging, staging, same_environment, source_environment",
        "staging, elsewhere, source_not_found, source_environment",
    })
    void clones_only_where_the_configuration_allows_it(String target, String source, String error, String field) {
        post(ENVIRONMENTS + "/" + target + "/clone", Map.of("source_environment", source))
                .then()
                .statusCode(422)
                .body("detail.error", equalTo(error), "detail.field", equalTo(field));
    }

    @Test
    void undoes_no_clone_where_there_can_be_none() {
        keyed().post(PRODUCTION + "/undo-clone")
                .then()
                .statusCode(422)
                .body("detail.error", equalTo("production_target"));
        keyed().post(STAGING + "/undo-clone")
                .then()
                .statusCode(422)
                .body("detail.field", equalTo("environments.staging.database"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', , , 400, source_environment",
        "../etc, , , 400, source_environment",
        "staging, , , 400, build_id",
        "staging, ../../etc, , 400, build_id",
        "staging, 20260101T000000000Z-0123456789ab-01234567, , 400, digest",
        "staging, 20260101T000000000Z-0123456789ab-01234567, sha256:00, 400, digest",
        "production, 20260101T000000000Z-0123456789ab-01234567, good, 422, source_environment",
        "elsewhere, 20260101T000000000Z-0123456789ab-01234567, good, 422, source_environment",
    })
    void says_what_is_wrong_with_a_promotion(String source, String build, String digest, int status, String field) {
        Map<String, String> body = new java.util.HashMap<>();
        body.put("source_environment", source);
        body.put("build_id", build);
        body.put("digest", "good".equals(digest) ? DIGEST : digest);
        post(PRODUCTION + "/promote", body).then().statusCode(status).body("detail.field", equalTo(field));
    }

    @Test
    void counts_the_commits_between_two() {
        keyed().get(STAGING + "/compare?from=" + commit + "&to=" + commit)
                .then()
                .statusCode(200)
                .body("ahead", equalTo(0), "behind", equalTo(0))
                .body("subject", equalTo("A change"), "author", equalTo("Ada"));
        keyed().get(STAGING + "/compare?from=" + commit + "&to=" + "1".repeat(40))
                .then()
                .statusCode(404)
                .body("detail.error", equalTo("commit_not_found"))
                .body("detail.message", containsString("1".repeat(40)));
        keyed().get(STAGING + "/compare?from=main&to=" + commit)
                .then()
                .statusCode(400)
                .body("detail.field", equalTo("from"));
        keyed().get(STAGING + "/compare?from=" + commit).then().statusCode(400).body("detail.field", equalTo("to"));
    }

    @Test
    void resolves_the_beginning_of_a_commit() {
        keyed().get(STAGING + "/resolve?ref=" + commit.substring(0, 7))
                .then()
                .statusCode(200)
                .body("commit", equalTo(commit));
        keyed().get(STAGING + "/resolve?ref=" + commit.substring(0, 6)).then().statusCode(404);
    }

    @Test
    void describes_the_actions() {
        String openapi = keyed().get("/openapi").asString();
        assertThat(openapi)
                .contains(
                        "/{id}/quick-update:",
                        "/{id}/promote:",
                        "/{id}/rollback:",
                        "/{id}/clone:",
                        "/{id}/compare:",
                        "build_id");
    }

    private static Map<String, String> promotion(JsonPath source) {
        return Map.of(
                "source_environment",
                source.getString("id"),
                "build_id",
                source.getString("build.id"),
                "digest",
                source.getString("build.digest"));
    }

    private static RequestSpecification keyed() {
        return given().header("Authorization", "Bearer " + AgentFixture.KEY);
    }

    private static RequestSpecification keyed(Map<String, String> body) {
        return keyed().contentType(ContentType.JSON).body(body);
    }

    private static Response post(String path, Map<String, String> body) {
        return keyed(body).post(path);
    }

    private static JsonPath finished(Response accepted) {
        JsonPath task = ended(accepted);
        assertThat(task.getString("error_message")).isNull();
        return task;
    }

    private static JsonPath ended(Response accepted) {
        accepted.then().statusCode(202).body("status", equalTo("queued"), "detail", nullValue());
        String poll = accepted.path("poll_url");
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> keyed().get(poll).jsonPath(), task -> task.getString("finished_at") != null);
    }
}
