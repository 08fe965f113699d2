package dev.sluice.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.domain.run.Build;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A platform of the deploy agent's shape, as far as resolving refs and naming a build goes: it knows the environment env-staging and the branch main. */
public final class LittleAgent implements AutoCloseable {
    public static final String MAIN = "a".repeat(40);

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String main = MAIN;
    private volatile String build = "null";

    public LittleAgent() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/public/v1/environments/", this::answer);
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

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String ref = String.valueOf(exchange.getRequestURI().getQuery()).replace("ref=", "");
        asked.add(exchange.getRequestURI().toString());
        if (!"Bearer key-of-staging".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, error("unauthorized"));
        } else if (path.equals("/api/public/v1/environments/env-staging")) {
            send(exchange, 200, "{\"id\":\"env-staging\",\"status\":\"running\",\"build\":" + build + "}");
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

    private static String error(String code) {
        return "{\"detail\":{\"error\":\"" + code + "\",\"message\":\"A sentence of the agent's.\"}}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
