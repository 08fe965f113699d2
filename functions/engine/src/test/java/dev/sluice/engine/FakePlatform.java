package dev.sluice.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A platform that speaks the public API v1 over HTTP, keeps one task per idempotency key, refuses a second task on a busy
 * environment, and lets a test decide when and how a task ends. {@code starts}: the keys in the order of their first start.
 */
final class FakePlatform implements AutoCloseable {
    final List<String> starts = new ArrayList<>();
    final List<String> cancels = new ArrayList<>();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean down;
    private volatile boolean busy;
    private volatile String key = "platform-key";
    private volatile int mostAtOnce;

    FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/public/v1", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses every start: somebody else's task runs. */
    void beBusy() {
        busy = true;
    }

    /** What the key must be from now on. */
    void changeKey(String next) {
        key = next;
    }

    void goDown() {
        down = true;
    }

    void end(String task, String status) {
        statuses.put(task, status);
    }

    int mostAtOnce() {
        return mostAtOnce;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (down) {
                send(exchange, 503, "{\"detail\":{\"error\":\"down\",\"message\":\"The platform is being mended.\"}}");
            } else if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"detail\":{\"error\":\"unauthorized\",\"message\":\"The key is wrong.\"}}");
            } else if (path.endsWith("/deploy") && busy) {
                send(exchange, 409, "{\"detail\":{\"error\":\"task_in_progress\",\"message\":\"Busy.\"}}");
            } else if (path.endsWith("/deploy")) {
                deploy(exchange, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            } else if (path.endsWith("/cancel")) {
                String task = path.replaceAll(".*/deployments/(.*)/cancel", "$1");
                cancels.add(task);
                statuses.computeIfPresent(task, (t, status) -> status.equals("running") ? "cancelled" : status);
                send(exchange, 202, "{}");
            } else if (path.contains("/deployments/")) {
                status(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else {
                send(exchange, 200, "{\"status\":\"running\",\"build\":null}");
            }
        }
    }

    private void deploy(HttpExchange exchange, String key) throws IOException {
        String task = "task-" + key;
        if (!statuses.containsKey(task)) {
            long running = statuses.values().stream().filter("running"::equals).count();
            mostAtOnce = Math.max(mostAtOnce, (int) running + 1);
            starts.add(key);
            statuses.put(task, "running");
        }
        send(exchange, 202, "{\"task_id\":\"" + task + "\",\"status\":\"queued\"}");
    }

    private void status(HttpExchange exchange, String task) throws IOException {
        String status = statuses.getOrDefault(task, "failed");
        String build = "{\"id\":\"b-" + task + "\",\"commit\":\"" + "b".repeat(40) + "\",\"digest\":\"sha256:1\"}";
        send(
                exchange,
                200,
                "{\"status\":\"" + status + "\",\"progress_percent\":50,\"current_step\":\"build\",\"build\":"
                        + (status.equals("completed") ? build : "null")
                        + (status.equals("failed") ? ",\"error_message\":\"The build command failed.\"" : "") + "}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
