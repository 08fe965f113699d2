package dev.sluice.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sluice's own API, called over HTTP as one person. */
public final class SluiceApi {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI url;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * The API at an address.
     *
     * @param url the front's address; {@code /api/v1} is added here
     */
    public SluiceApi(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Reads; nothing where there is none (404). */
    public Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("GET", path, Optional.empty());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body("GET", path, answer));
    }

    /** Reads what must be there. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return body("GET", path, send("GET", path, Optional.empty()));
    }

    /** Writes; an answer that is not 2xx is an error with the API's own words. */
    public JsonNode send(String method, String path, JsonNode content) throws IOException, InterruptedException {
        return body(method, path, send(method, path, Optional.of(content)));
    }

    /** Writes without a body. */
    public JsonNode post(String path) throws IOException, InterruptedException {
        return body("POST", path, send("POST", path, Optional.empty()));
    }

    /** Deletes what is there. */
    public void delete(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("DELETE", path, Optional.empty());
        if (answer.statusCode() != 204) {
            body("DELETE", path, answer);
        }
    }

    private HttpResponse<byte[]> send(String method, String path, Optional<JsonNode> content)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        content.ifPresent(json -> request.header("Content-Type", "application/json"));
        HttpRequest.BodyPublisher body = content.map(json -> HttpRequest.BodyPublishers.ofByteArray(Json.bytes(json)))
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        return client.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode body(String method, String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            String words = new String(answer.body(), StandardCharsets.UTF_8);
            throw new IOException(method + " " + path + " was answered with " + answer.statusCode() + ": " + words);
        }
        return answer.body().length == 0 ? MissingNode.getInstance() : Json.parse(answer.body());
    }

    @Override
    public String toString() {
        return "SluiceApi[" + url + ", ***]";
    }
}
