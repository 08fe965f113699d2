package dev.sluice.agent.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.agent.AgentFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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

@QuarkusTest
@QuarkusTestResource(AgentOnTemporaryFolder.class)
class AgentApiTest {

    private static final String API = "/api/public/v1";
    private static final String DEPLOY = API + "/environments/staging/deploy";

    @ConfigProperty(name = AgentOnTemporaryFolder.ROOT)
    String root;

    private String commit;

    @BeforeEach
    void find() {
        commit = keyed().get(API + "/environments/staging/resolve?ref=main").path("commit");
    }

    @AfterEach
    void finish() throws IOException {
        open();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> keyed().get(API + "/environments/staging").path("active_task_id") == null);
        Files.deleteIfExists(gate());
    }

    @Test
    void answers_health_without_a_key() {
        given().get("/health").then().statusCode(200).body("status", equalTo("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/public/v1/environments", "/openapi", "/nothing", "/", "/health/", "/q/info"})
    void wants_the_key_for_everything_else(String path) {
        given().get(path).then().statusCode(401).body("detail.error", equalTo("unauthorized"));
        given().header("Authorization", "Bearer " + AgentFixture.KEY + "x")
                .get(path)
                .then()
                .statusCode(401);
        given().header("Authorization", "Basic " + AgentFixture.KEY)
                .get(path)
                .then()
                .statusCode(401);
        given().post("/health").then().statusCode(401);
    }

    @Test
    void deploys_follows_the_log_and_serves() throws IOException {
        Response accepted = deploy(commit).post(DEPLOY);
        accepted.then().statusCode(202).body("status", equalTo("queued"), "environment_id", equalTo("staging"));
        String poll = accepted.path("poll_url");
        assertThat(poll).isEqualTo(API + "/deployments/" + accepted.path("task_id"));
        await().until(() -> keyed().get(poll + "/log").asString().contains("waiting"));
        keyed().get(poll).then().body("status", equalTo("running"), "current_step", equalTo("build"));
        keyed().get(API + "/environments/staging").then().body("status", equalTo("deploying"));
        open();
        awaitStatus(poll, "completed");
        keyed().get(poll)
                .then()
                .body("progress_percent", equalTo(100), "error", nullValue(), "error_message", nullValue())
                .body("commit", equalTo(commit), "build.commit", equalTo(commit), "action", equalTo("deploy"))
                .body("build.digest", matchesPattern("sha256:[0-9a-f]{64}"))
                .body("finished_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z"))
                .body("steps.name", hasItems("fetch", "export", "build", "seal", "switch", "activate", "health"))
                .body("log_url", equalTo(poll + "/log"));
        keyed().get(API + "/environments")
                .then()
                .body("items[0].status", equalTo("running"), "items[0].commit", equalTo(commit))
                .body("items[0].name", equalTo("Staging of the shop"), "items[0].kind", equalTo("staging"))
                .body("items[0].url", equalTo("https://staging.example.org/"));
    }

    @Test
    void gives_the_log_from_an_offset_on() throws IOException {
        open();
        String poll = deploy(commit).post(DEPLOY).path("poll_url");
        awaitStatus(poll, "completed");
        Response whole = keyed().get(poll + "/log");
        int length = Integer.parseInt(whole.header("X-Log-Next-Offset"));
        assertThat(whole.contentType()).startsWith("text/plain");
        assertThat(whole.header("X-Log-Complete")).isEqualTo("true");
        assertThat(whole.asByteArray()).hasSize(length);
        assertThat(keyed().get(poll + "/log?offset=10").asString())
                .isEqualTo(whole.asString().substring(10));
        assertThat(keyed().get(poll + "/log?offset=" + length).asString()).isEmpty();
        keyed().get(poll + "/log?offset=999999999").then().statusCode(200).header("X-Log-Next-Offset", "" + length);
        keyed().get(poll + "/log?offset=-1").then().statusCode(400).body("detail.field", equalTo("offset"));
    }

    @Test
    void answers_a_repeated_request_with_the_same_body() {
        String key = UUID.randomUUID().toString();
        Response first = deploy(commit).header("Idempotency-Key", key).post(DEPLOY);
        Response again = deploy(commit).header("Idempotency-Key", key).post(DEPLOY);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        deploy("f".repeat(40))
                .header("Idempotency-Key", key)
                .post(DEPLOY)
                .then()
                .statusCode(409)
                .body("detail.error", equalTo("idempotency_key_reused"));
        deploy(commit)
                .header("Idempotency-Key", "two words")
                .post(DEPLOY)
                .then()
                .statusCode(400);
    }

    @Test
    void takes_one_task_at_a_time_and_cancels_it_on_request() {
        String id = deploy(commit).post(DEPLOY).path("task_id");
        deploy(commit)
                .post(DEPLOY)
                .then()
                .statusCode(409)
                .body("detail.error", equalTo("task_in_progress"), "detail.task_id", equalTo(id));
        String url = API + "/deployments/" + id;
        keyed().post(url + "/cancel").then().statusCode(202).body("task_id", equalTo(id));
        awaitStatus(url, "cancelled");
        keyed().post(url + "/cancel").then().statusCode(202).body("status", equalTo("cancelled"));
    }

    @Test
    void cancels_nothing_that_has_ended() throws IOException {
        open();
        String url = deploy(commit).post(DEPLOY).path("poll_url");
        awaitStatus(url, "completed");
        keyed().post(url + "/cancel").then().statusCode(409).body("detail.error", equalTo("too_late"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | commit: must be a full commit SHA",
                "{\"commit\": null} | commit: must be a full commit SHA",
                "{\"commit\": \"main\"} | commit: must be a full commit SHA",
                "{\"commit\": \"abc123\"} | commit: must be a full commit SHA",
                "{\"commit\": {}} | commit: has a value of the wrong type",
                "{\"commit\": \"a\", \"ref\": \"b\"} | ref: is not a known field",
                "{\"commit\": \"a\", \"commit\": \"b\"} | the body must be one JSON object",
                "{\"commit\": | the body must be one JSON object",
                "[] | the body must be one JSON object",
                "nonsense | the body must be one JSON object",
                "'' | commit: must be a full commit SHA",
            })
    void says_what_is_wrong_with_a_body(String body, String message) {
        keyed().contentType(ContentType.JSON)
                .body(body)
                .post(DEPLOY)
                .then()
                .statusCode(400)
                .body("detail.error", equalTo("invalid_request"), "detail.message", containsString(message));
    }

    @Test
    void refuses_a_huge_or_foreign_body() {
        keyed().contentType(ContentType.JSON)
                .body("{\"commit\": \"" + "a".repeat(70_000) + "\"}")
                .post(DEPLOY)
                .then()
                .statusCode(413)
                .body("detail.error", equalTo("request_too_large"));
        keyed().contentType(ContentType.JSON)
                .body("[".repeat(5_000))
                .post(DEPLOY)
                .then()
                .statusCode(400);
        keyed().contentType(ContentType.TEXT).body("x").post(DEPLOY).then().statusCode(415);
    }

    @ParameterizedTest
    @CsvSource({
        "/environments/none, environment_not_found",
        "/environments/..%2F..%2Fetc, environment_not_found",
        "/environments/none/resolve?ref=main, environment_not_found",
        "/environments/staging/resolve?ref=nothing, ref_not_found",
        "/environments/staging/promotion, not_found",
        "/deployments/none, task_not_found",
        "/deployments/8df3e0e6-0c85-446e-88b3-98b173133cf8, task_not_found",
        "/deployments/none/log, task_not_found",
        "/nothing, not_found",
    })
    void says_what_it_does_not_have(String path, String error) {
        keyed().urlEncodingEnabled(false).get(API + path).then().statusCode(404).body("detail.error", equalTo(error));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?ref=", "?ref=-x", "?ref=main%5E", "?ref=a..b", "?ref=%00", "?ref=a%20b"})
    void refuses_a_ref_that_git_could_misread(String query) {
        keyed().urlEncodingEnabled(false)
                .get(API + "/environments/staging/resolve" + query)
                .then()
                .statusCode(400)
                .body("detail.field", equalTo("ref"));
    }

    @Test
    void describes_itself() {
        String openapi = keyed().get("/openapi").asString();
        assertThat(openapi)
                .contains(DEPLOY.replace("staging", "{id}"), "task_id", "progress_percent", "active_task_id");
        keyed().delete(API + "/environments")
                .then()
                .statusCode(405)
                .body("detail.error", equalTo("method_not_allowed"));
    }

    private static RequestSpecification keyed() {
        return given().header("Authorization", "Bearer " + AgentFixture.KEY);
    }

    private static RequestSpecification deploy(String commit) {
        return keyed().contentType(ContentType.JSON).body(Map.of("commit", commit));
    }

    private static void awaitStatus(String poll, String status) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> keyed().get(poll).path("status"), status::equals);
    }

    private Path gate() {
        return Path.of(root, "gate");
    }

    private void open() throws IOException {
        if (!Files.exists(gate())) {
            Files.createFile(gate());
        }
    }
}
