package dev.sluice.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function as the gateway calls it: events of its payload format 2.0, whose body may or may not be in base64. */
@QuarkusTest
@QuarkusTestResource(AwsOnThisMachine.class)
class LambdaEventTest {
    private static final String SECRET = "the secret of this test";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Surroundings surroundings;

    private String project;

    @BeforeEach
    void makes_a_project_and_empties_the_queue() {
        project = surroundings.project(SECRET);
        surroundings.queued();
    }

    @Test
    void verifies_the_bytes_of_a_body_in_base64() throws IOException {
        JsonNode answer = call(event(Push.to(project).signed(SECRET), true));
        assertThat(answer.get("statusCode").asInt()).isEqualTo(202);
        assertThat(surroundings.queued()).hasSize(1);
    }

    @Test
    void verifies_the_bytes_of_a_body_in_plain_text() throws IOException {
        JsonNode answer = call(event(Push.to(project).signed(SECRET), false));
        assertThat(answer.get("statusCode").asInt()).isEqualTo(202);
        assertThat(surroundings.queued()).hasSize(1);
    }

    @Test
    void rejects_a_signed_body_that_is_not_utf_8() throws IOException {
        byte[] latin1 = Push.JSON.replace('–', '\u00e9').getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = Push.JSON.getBytes(StandardCharsets.UTF_16);
        for (byte[] body : new byte[][] {latin1, utf16}) {
            JsonNode answer = call(event(Push.to(project).body(body).signed(SECRET), true));
            assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
            assertThat(problem(answer).at("/errors/0/field").asText()).isEqualTo("body");
            assertThat(problem(answer).at("/errors/0/message").asText()).contains("UTF-8");
        }
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_one_changed_byte() throws IOException {
        Push push = Push.to(project).signed(SECRET);
        byte[] body = Arrays.copyOf(push.body(), push.body().length);
        body[body.length - 1] = '\t';
        assertThat(call(event(push.body(body), true)).get("statusCode").asInt()).isEqualTo(401);
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void answers_an_event_without_a_body() throws IOException {
        ObjectNode event = event(Push.to(project).body("").signed(SECRET), false);
        event.remove("body");
        assertThat(call(event).get("statusCode").asInt()).isEqualTo(400);
        assertThat(surroundings.queued()).isEmpty();
    }

    private ObjectNode event(Push push, boolean base64) {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", "POST /hooks/{project}/{provider}");
        event.put("rawPath", "/hooks/" + project + "/github");
        event.put("rawQueryString", "");
        ObjectNode headers = event.putObject("headers");
        push.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        event.putObject("requestContext")
                .putObject("http")
                .put("method", "POST")
                .put("path", "/hooks/" + project + "/github")
                .put("sourceIp", "127.0.0.1");
        event.put("isBase64Encoded", base64);
        event.put(
                "body",
                base64
                        ? Base64.getEncoder().encodeToString(push.body())
                        : new String(push.body(), StandardCharsets.UTF_8));
        return event;
    }

    private static JsonNode call(ObjectNode event) throws IOException {
        return JSON.readTree(given().contentType("application/json")
                .body(event.toString())
                .post("/_lambda_")
                .asByteArray());
    }

    private static JsonNode problem(JsonNode answer) throws IOException {
        String body = answer.get("body").asText();
        return JSON.readTree(
                answer.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8));
    }
}
