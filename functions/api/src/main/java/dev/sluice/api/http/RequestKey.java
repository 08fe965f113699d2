package dev.sluice.api.http;

import dev.sluice.domain.Sha256;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Idempotency-Key of the present request, if its sender gave one. */
@RequestScoped
public class RequestKey {
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final RoutingContext request;

    RequestKey(RoutingContext request) {
        this.request = request;
    }

    /** One hash of person, method, path and key; 400 for a key of another form. */
    public Optional<String> of(String email) {
        String key = request.request().getHeader(HEADER);
        if (key == null) {
            return Optional.empty();
        }
        if (!VISIBLE.matcher(key).matches()) {
            throw Problem.invalid(HEADER, "1 to 255 visible ASCII characters.").refused();
        }
        String path = request.normalizedPath();
        return Optional.of(Sha256.ofFields(email, request.request().method().name(), path, key));
    }
}
