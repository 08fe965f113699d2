package dev.sluice.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.domain.run.Build;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A platform of the deploy agent's shape, as far as resolving refs, naming a build and showing one task goes: it knows the
 * environment env-staging, the branch main and the task task-1.
 */
public final class LittleAgent implements AutoCloseable {
    private static final Set<String> KEYS = Set.of("Bearer key-of-staging", "Bearer oec_live_rw_staging");

    public static final String MAIN = "a".repeat(40);

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String main = MAIN;
    private volatile String build = "null";
    private volatile String status = "running";
    private volatile String task = "";
    private volatile byte[] log = new byte[0];
    private volatile boolean ended;

    public LittleAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/public/v1/environments/", this::answer);
        server.createContext("/api/public/v1/deployments/", this::answerOfTask);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Each question so far: path and query as they came. */
    public List<String> asked() {
        return asked;
    }

    public void moveMainTo(String commit) {
        main = commit;
    }

    public void runs(Build now) {
        build = "{\"id\":\"" + now.id() + "\",\"commit\":\"" + now.commit() + "\",\"digest\":\"" + now.digest() + "\"}";
    }

    public void is(String word) {
        status = word;
    }

    /** The task's JSON. */
    public void task(String json) {
        task = json;
    }

    /** What the task printed so far, and whether that is all. */
    public void printed(byte[] bytes, boolean all) {
        log = bytes.clone();
        ended = all;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String ref = String.valueOf(exchange.getRequestURI().getQuery()).replace("ref=", "");
        asked.add(exchange.getRequestURI().toString());
        if (!KEYS.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
            send(exchange, 401, error("unauthorized"));
        } else if (path.equals("/api/public/v1/environments/env-staging")) {
            send(exchange, 200, "{\"id\":\"env-staging\",\"status\":\"" + status + "\",\"build\":" + build + "}");
        } else if (path.equals("/api/public/v1/environments/env-staging/status")) {
            send(exchange, 200, "{\"status\":\"" + status + "\"}");
        } else if (!path.equals("/api/public/v1/environments/env-staging/resolve")) {
            send(exchange, 404, error("environment_not_found"));
        } else if (ref.equals("main") || ref.equals(main)) {
            send(exchange, 200, "{\"environment_id\":\"env-staging\",\"ref\":\"main\",\"commit\":\"" + main + "\"}");
        } else if (ref.equals("both")) {
            send(exchange, 409, error("ref_ambiguous"));
        } else if (ref.equals("odd")) {
            send(exchange, 200, "{\"commit\":\"HEAD\"}");
        } else if (ref.equals("endless")) {
            send(exchange, 200, "\"" + "x".repeat(1 << 20) + "\"");
        } else {
            send(exchange, 404, error("ref_not_found"));
        }
    }

    private void answerOfTask(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().replace("/api/public/v1/deployments/", "");
        asked.add(exchange.getRequestURI().toString());
        if (!KEYS.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
            send(exchange, 401, error("unauthorized"));
        } else if (path.equals("task-1")) {
            send(exchange, 200, task);
        } else if (path.equals("task-1/log")) {
            String query = exchange.getRequestURI().getQuery();
            int from = Math.min(log.length, Integer.parseInt(query.replace("offset=", "")));
            exchange.getResponseHeaders().set("X-Log-Next-Offset", String.valueOf(log.length));
            exchange.getResponseHeaders().set("X-Log-Complete", String.valueOf(ended));
            send(exchange, 200, Arrays.copyOfRange(log, from, log.length));
        } else if (path.equals("task-moved")) {
            exchange.getResponseHeaders().set("Location", url() + "/api/public/v1/deployments/task-1");
            send(exchange, 302, "");
        } else {
            send(exchange, 404, error("task_not_found"));
        }
    }

    private static String error(String code) {
        return "{\"detail\":{\"error\":\"" + code + "\",\"message\":\"A sentence of the agent's.\"}}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
