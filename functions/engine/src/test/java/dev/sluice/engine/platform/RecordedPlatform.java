package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Plays recorded exchanges back over HTTP, in their order. A request that is not the recorded one, in method, path, named
 * headers, key or body, is answered with 418 and remembered; so is one that comes too often.
 */
final class RecordedPlatform implements AutoCloseable {
    static final String KEY = "oec_live_rw_recorded-key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/api/public/v1";

    private final HttpServer server;
    private final JsonNode shared = recording("shared");
    private final JsonNode own;
    private final List<JsonNode> script = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** {@code platform}: whose recordings are played beside those that hold for both. */
    RecordedPlatform(String platform) throws IOException {
        own = recording(platform.toLowerCase(Locale.ROOT));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is played next, and then no more. */
    void play(String... names) {
        for (String name : names) {
            JsonNode exchanges = own.has(name) ? own.get(name) : shared.path(name);
            if (exchanges.isEmpty()) {
                throw new IllegalArgumentException("No recording " + name);
            }
            exchanges.forEach(script::add);
        }
    }

    /** What was asked otherwise than recorded, and what was recorded and never asked. */
    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        script.forEach(left -> all.add("not asked: " + left.path("request")));
        return all;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (script.isEmpty()) {
                faults.add("not recorded: " + asked);
                exchange.sendResponseHeaders(418, -1);
                return;
            }
            JsonNode next = script.remove(0);
            JsonNode request = next.path("request");
            String wanted = request.path("method").asText() + " " + BASE
                    + request.path("path").asText();
            check(wanted, asked);
            check("Bearer " + KEY, exchange.getRequestHeaders().getFirst("Authorization"));
            request.path("headers")
                    .properties()
                    .forEach(h -> check(
                            h.getValue().asText(), exchange.getRequestHeaders().getFirst(h.getKey())));
            if (request.has("body")) {
                check(
                        request.get("body").toString(),
                        body.length == 0 ? "null" : JSON.readTree(body).toString());
            }
            send(exchange, next.path("response"));
        }
    }

    private void check(String wanted, String seen) {
        if (!wanted.equals(seen)) {
            faults.add("wanted " + wanted + ", seen " + seen);
        }
    }

    private static void send(HttpExchange exchange, JsonNode response) throws IOException {
        response.path("headers").properties().forEach(h -> exchange.getResponseHeaders()
                .set(h.getKey(), h.getValue().asText()));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = response.path("body").isNull() ? new byte[0] : JSON.writeValueAsBytes(response.path("body"));
        exchange.sendResponseHeaders(response.path("status").asInt(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static JsonNode recording(String name) {
        try (InputStream in = RecordedPlatform.class.getResourceAsStream("/platform/" + name + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
