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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A platform that speaks the public API v1 over HTTP, keeps one task per idempotency key, refuses a second task on a busy
 * environment, and lets a test decide when and how a task ends. {@code starts}: the keys in the order of their first start.
 */
final class FakePlatform implements AutoCloseable {
    final List<String> starts = new ArrayList<>();
    final List<String> cancels = new ArrayList<>();
    /** What was started, as {@code <verb> <body>}, in the order of {@code starts}. */
    final List<String> orders = new ArrayList<>();

    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> builds = new ConcurrentHashMap<>();
    private volatile String status = "running";
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean down;
    private volatile int aloneFor;
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

    /** Lets an environment run this build, made from this commit. */
    void runs(String environment, String build, String commit) {
        builds.put(
                environment,
                "{\"id\":\"" + build + "\",\"commit\":\"" + commit + "\",\"digest\":\"sha256:" + build + "\"}");
    }

    /** What every environment says of itself from now on. */
    void say(String environmentStatus) {
        status = environmentStatus;
    }

    /** Answers 429 with this many seconds to wait; zero: as ever. */
    void leaveAlone(int seconds) {
        aloneFor = seconds;
    }

    /** How many requests came so far. */
    int asked() {
        return asked.get();
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
            asked.incrementAndGet();
            if (aloneFor > 0) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(aloneFor));
                send(exchange, 429, "{\"error\":\"rate_limit_exceeded\",\"message\":\"Too many requests.\"}");
            } else if (down) {
                send(exchange, 503, "{\"detail\":{\"error\":\"down\",\"message\":\"The platform is being mended.\"}}");
            } else if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"detail\":{\"error\":\"unauthorized\",\"message\":\"The key is wrong.\"}}");
            } else if (starts(path) && busy) {
                send(exchange, 409, "{\"detail\":{\"error\":\"task_in_progress\",\"message\":\"Busy.\"}}");
            } else if (starts(path)) {
                start(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else if (path.endsWith("/cancel")) {
                String task = path.replaceAll(".*/deployments/(.*)/cancel", "$1");
                cancels.add(task);
                statuses.computeIfPresent(task, (t, status) -> status.equals("running") ? "cancelled" : status);
                send(exchange, 202, "{}");
            } else if (path.endsWith("/resolve")) {
                String told = exchange.getRequestURI().getQuery().replace("ref=", "");
                send(exchange, 200, "{\"commit\":\"" + told + "0".repeat(40 - told.length()) + "\"}");
            } else if (path.endsWith("/compare")) {
                send(exchange, 200, "{\"ahead\":3,\"behind\":0,\"subject\":\"Mend the till\",\"author\":\"Ada\"}");
            } else if (path.contains("/deployments/")) {
                status(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else {
                String build = builds.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "null");
                send(exchange, 200, "{\"status\":\"" + status + "\",\"build\":" + build + "}");
            }
        }
    }

    private static boolean starts(String path) {
        return path.matches(".*/environments/[^/]+/(deploy|quick-update|promote|clone)");
    }

    private void start(HttpExchange exchange, String verb) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String task = "task-" + key;
        if (!statuses.containsKey(task)) {
            long running = statuses.values().stream().filter("running"::equals).count();
            mostAtOnce = Math.max(mostAtOnce, (int) running + 1);
            starts.add(key);
            orders.add(verb + " " + body);
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
