package dev.sluice.local.demo;

import dev.sluice.local.http.Front;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Serves what is deployed to an environment: the files under its {@code current} link, looked up at each request, and in its
 * pages what the shop's database says. The same for programs is {@code /shop.json}, unless the build has such a file.
 */
public final class Site implements LocalServer.Handler, AutoCloseable {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    private final String environment;
    private final Path current;
    private final ShopWindow shop;
    private final LocalServer server;

    private Site(String environment, Path folder, int port, ShopWindow shop) throws IOException {
        this.environment = environment;
        this.current = folder.resolve("current");
        this.shop = shop;
        this.server = LocalServer.start(port, "site-" + environment, 64 << 10, this);
    }

    /** Serves a folder on a port of its own. */
    public static Site start(String environment, Path folder, int port, ShopWindow shop) throws IOException {
        return new Site(environment, folder, port, shop);
    }

    public URI url() {
        return server.url().resolve("/");
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (!Front.isLocalName(request.header("host").orElse(""))) {
            return Reply.text(403, "this server answers as 127.0.0.1 and localhost only\n");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.text(405, "GET is wanted\n");
        }
        if (!Files.exists(current)) {
            return own(request).orElseGet(() -> Reply.text(404, "Nothing is deployed to " + environment + " yet.\n"));
        }
        if (relative(request.rawPath()).indexOf('\0') >= 0) {
            return Reply.text(404, "Not Found\n");
        }
        Path root = current.toRealPath();
        Path file = root.resolve(relative(request.rawPath())).normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve("index.html");
        }
        // the real path: a link in a build does not lead out of it
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root)) {
            return own(request).orElseGet(() -> Reply.text(404, "Not Found\n"));
        }
        String type = type(file);
        byte[] content = Files.readAllBytes(file);
        Reply reply = Reply.of(200, type, type.equals(HTML) ? filled(content) : content)
                .with("cache-control", "no-store");
        Path commit = root.resolve("commit.txt");
        boolean known = Files.isRegularFile(commit) && commit.toRealPath().startsWith(root);
        return known ? reply.with("x-commit", Files.readString(commit).strip()) : reply;
    }

    @Override
    public void close() {
        server.close();
        shop.close();
    }

    /** What is served beside the build. */
    private Optional<Reply> own(Request request) throws IOException {
        return switch (request.rawPath()) {
            case "/shop.json" -> Optional.of(Reply.json(200, shop.look().json()).with("cache-control", "no-store"));
            case "/shop.css" -> Optional.of(Reply.of(200, CSS, style()));
            default -> Optional.empty();
        };
    }

    private byte[] filled(byte[] page) throws IOException {
        return ShopPage.fill(new String(page, StandardCharsets.UTF_8), shop.look())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] style() throws IOException {
        try (InputStream in = Site.class.getResourceAsStream("/demo/shop.css")) {
            return Optional.ofNullable(in).orElseThrow().readAllBytes();
        }
    }

    private static String relative(String rawPath) {
        String path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
        return path.replaceFirst("^/+", "");
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> HTML;
            case "css" -> CSS;
            case "js" -> "text/javascript; charset=utf-8";
            case "txt", "md" -> "text/plain; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }
}
