package dev.sluice.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.events.Invoker;
import dev.sluice.local.io.Json;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.template.RouteSpec;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<JsonNode> seen = new AtomicReference<>();
    private final AtomicReference<String> called = new AtomicReference<>();
    private Invoker function = answering(Json.object().put("statusCode", 202));
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        var routes = new Routes(List.of(
                new RouteSpec("$default", "api", SHORT),
                new RouteSpec("GET /files/{proxy+}", "files", SHORT),
                new RouteSpec("POST /hooks/{project}/{provider}", "webhook", SHORT)));
        Invoker invoker = (name, payload) -> {
            called.set(name);
            seen.set(Json.parse(payload));
            return function.invoke(name, payload);
        };
        var front = new Front(
                routes,
                invoker,
                "000000000000",
                Clock.systemUTC(),
                Map.of("oidc", request -> Reply.text(200, "issuer")));
        server = LocalServer.start(0, "front", Front.MAX_BODY, front);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void gives_a_function_the_event_that_api_gateway_makes() throws Exception {
        send(request("/hooks/a%2Fb/github?x=1&x=2&y=%C3%BC")
                .header("Content-Type", "application/json")
                .header("X-Twice", "one")
                .header("X-Twice", "two")
                .header("Cookie", "a=1; b=2")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ü\":1}")));

        assertThat(called.get()).isEqualTo("webhook");
        JsonNode event = seen.get();
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /hooks/{project}/{provider}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/hooks/a%2Fb/github");
        assertThat(event.path("pathParameters").path("project").asText()).isEqualTo("a/b");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%C3%BC");
        assertThat(event.path("queryStringParameters").path("x").asText()).isEqualTo("1,2");
        assertThat(event.path("queryStringParameters").path("y").asText()).isEqualTo("ü");
        assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("one,two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("cookies").get(1).asText()).isEqualTo("b=2");
        assertThat(event.path("body").asText()).isEqualTo("{\"ü\":1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.path("requestContext").path("http").path("method").asText())
                .isEqualTo("POST");
    }

    @Test
    void passes_the_very_bytes_of_a_body_that_is_not_text() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};

        send(request("/hooks/demo/github")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));

        assertThat(seen.get().path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(seen.get().path("body").asText())).isEqualTo(bytes);
    }

    @Test
    void leads_to_the_most_exact_route() throws Exception {
        send(request("/hooks/demo/github").GET());
        assertThat(called.get()).isEqualTo("api");
        send(request("/files/a/b").GET());
        assertThat(called.get()).isEqualTo("files");
        assertThat(seen.get().path("pathParameters").path("proxy").asText()).isEqualTo("a/b");
        assertThat(send(request("/oidc/x").GET()).body()).isEqualTo("issuer");
    }

    @Test
    void turns_the_functions_answer_into_http() throws Exception {
        ObjectNode answer = Json.object().put("statusCode", 201).put("isBase64Encoded", true);
        answer.put("body", Base64.getEncoder().encodeToString("hi".getBytes(StandardCharsets.UTF_8)));
        answer.putObject("headers").put("Content-Type", "text/x-test");
        answer.putArray("cookies").add("a=1").add("b=2");
        function = answering(answer);

        HttpResponse<String> reply = send(request("/").GET());

        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("hi");
        assertThat(reply.headers().firstValue("content-type")).contains("text/x-test");
        assertThat(reply.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void says_what_api_gateway_says_when_a_function_fails() throws Exception {
        function = (name, payload) -> CompletableFuture.completedFuture(
                new InvocationResult.Failed("Boom", "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(send(request("/").GET()).statusCode()).isEqualTo(500);
        assertThat(send(request("/").GET()).body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void gives_up_on_a_function_that_does_not_answer_in_time() throws Exception {
        var never = new CompletableFuture<InvocationResult>();
        function = (name, payload) -> never;

        assertThat(send(request("/").GET()).statusCode()).isEqualTo(503);
        assertThat(never).isCancelled();
    }

    @Test
    void refuses_a_body_over_ten_megabytes() throws Exception {
        HttpResponse<String> reply =
                send(request("/hooks/demo/github").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[11 << 20])));

        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void answers_under_its_own_names_only() throws Exception {
        try (var socket = new Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(called.get()).isNull();
        }
    }

    private static Invoker answering(ObjectNode answer) {
        return (name, payload) -> CompletableFuture.completedFuture(new InvocationResult.Answered(Json.bytes(answer)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
