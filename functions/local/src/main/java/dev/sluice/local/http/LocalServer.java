package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP server on the loopback interface: one handler, a thread per request in work, keep-alive, answers sent
 * without Nagle's delay. A handler that throws is answered with 500 and logged; it never sees a body over the limit.
 */
public final class LocalServer implements AutoCloseable {

    static {
        // read once, when the first HttpServer of the process is made
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request) throws IOException, InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(LocalServer.class.getName());
    private static final int DRAIN = 64 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final int maxBody;

    private LocalServer(HttpServer server, ExecutorService threads, int maxBody) {
        this.server = server;
        this.threads = threads;
        this.maxBody = maxBody;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @param maxBody bytes of a body above which the answer is 413
     * @throws BindException naming the port when somebody else listens there
     */
    public static LocalServer start(int port, String name, int maxBody, Handler handler) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer http;
        try {
            http = HttpServer.create(address, 1024);
        } catch (BindException taken) {
            throw (BindException) new BindException("port " + port + " is taken").initCause(taken);
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(null, task, name, 256 << 10);
            thread.setDaemon(true);
            return thread;
        });
        var server = new LocalServer(http, threads, maxBody);
        http.setExecutor(threads);
        http.createContext("/", exchange -> server.serve(exchange, handler));
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange, Handler handler) {
        try (exchange) {
            Optional<byte[]> body = body(exchange);
            Reply reply = body.isPresent()
                    ? answer(exchange, body.get(), handler)
                    : Reply.message(413, "Request Entity Too Large");
            send(exchange, reply);
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the client went away", gone);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply answer(HttpExchange exchange, byte[] body, Handler handler)
            throws IOException, InterruptedException {
        var headers = new HashMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = exchange.getRequestURI();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("/");
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        try {
            return handler.handle(new Request(exchange.getRequestMethod(), path, query, headers, body));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, exchange.getRequestMethod() + " " + path + " failed", e);
            return Reply.message(500, "Internal Server Error");
        }
    }

    /** The body, or nothing when it is over the limit; it is read to its end then too, or the client sees a reset. */
    private Optional<byte[]> body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(maxBody + 1);
        if (body.length <= maxBody) {
            return Optional.of(body);
        }
        in.skip(DRAIN);
        return Optional.empty();
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        for (Map.Entry<String, List<String>> header : reply.headers().entrySet()) {
            exchange.getResponseHeaders().put(header.getKey(), new ArrayList<>(header.getValue()));
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        boolean none = head || reply.body().length == 0 || reply.status() == 204 || reply.status() == 304;
        exchange.sendResponseHeaders(reply.status(), none ? -1 : reply.body().length);
        if (!none) {
            exchange.getResponseBody().write(reply.body());
        }
    }
}
