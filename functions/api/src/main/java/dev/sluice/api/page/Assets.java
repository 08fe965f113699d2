package dev.sluice.api.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The web UI's scripts and styles. Their names have a hash of their content, so a browser keeps them for ever. API Gateway
 * does not compress: a script goes out as the build has compressed it, to whoever takes brotli.
 */
@ApplicationScoped
class Assets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.(js|css|svg)");

    /** A compressed body must not have a type that the function's adapter takes for text, as it does with text/javascript. */
    private static final Map<String, String> TYPES = Map.of(
            "js", "application/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /** Accept-Encoding (RFC 9110, 12.5.3) with br in it, and not with a weight of 0. */
    private static final Pattern BROTLI =
            Pattern.compile("(?:^|,)\\s*br\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[^,]*)?(?:,|$)");

    private static final int BEFORE_STATIC_FILES = -1;

    private final WebFiles files;

    Assets(WebFiles files) {
        this.files = files;
    }

    void serve(@Observes Router router) {
        router.get("/assets/:file").order(BEFORE_STATIC_FILES).handler(this::give);
    }

    private void give(RoutingContext request) {
        String name = request.pathParam("file");
        Optional<byte[]> plain = NAME.matcher(name).matches() ? files.read("assets/" + name) : Optional.empty();
        if (plain.isEmpty()) {
            request.response().setStatusCode(404).end();
            return;
        }
        Optional<byte[]> compressed = files.read("assets/" + name + ".br");
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (compressed.isPresent()) {
            response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
        }
        if (compressed.isPresent() && takesBrotli(request)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "br").end(Buffer.buffer(compressed.get()));
        } else {
            response.end(Buffer.buffer(plain.get()));
        }
    }

    /** The function's adapter makes several headers of one that has commas. */
    private static boolean takesBrotli(RoutingContext request) {
        String encodings = String.join(",", request.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING));
        return BROTLI.matcher(encodings).find();
    }
}
