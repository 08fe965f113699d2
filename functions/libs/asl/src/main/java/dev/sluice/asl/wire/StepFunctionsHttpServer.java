package dev.sluice.asl.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.asl.StepFunctions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Step Functions at a port of 127.0.0.1, for ordinary AWS clients with an endpoint override. It closes without closing
 * the engine behind it.
 */
public final class StepFunctionsHttpServer implements AutoCloseable {
    private static final int MAX_BODY = 2 * 1024 * 1024;
    private static final int THREADS = 32;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService executor;
    private final StepFunctionsProtocol protocol;

    private StepFunctionsHttpServer(HttpServer server, ExecutorService executor, StepFunctionsProtocol protocol) {
        this.server = server;
        this.executor = executor;
        this.protocol = protocol;
    }

    /**
     * Serves an engine.
     *
     * @param port 0 for any that is free
     */
    public static StepFunctionsHttpServer start(StepFunctions engine, int port) {
        // Read once, when the JDK's server is first used: without it, Nagle's algorithm costs each answer 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
            StepFunctionsHttpServer ours =
                    new StepFunctionsHttpServer(server, threads(), new StepFunctionsProtocol(engine));
            server.setExecutor(ours.executor);
            server.createContext("/", ours::handle);
            server.start();
            return ours;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /** Where it listens, for an endpoint override. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often each operation was called, since the start. */
    public Map<String, Long> calls() {
        return protocol.calls();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "asl-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            String target = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst(StepFunctionsProtocol.TARGET_HEADER))
                    .orElse("");
            StepFunctionsProtocol.Answer answer = protocol.answer(target, new String(body, StandardCharsets.UTF_8));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", StepFunctionsProtocol.CONTENT_TYPE);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }
}
