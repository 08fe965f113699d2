package dev.sluice.agent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.agent.config.AgentConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Stands before every path, known or not: the key is checked first, then the size. Only {@code GET /health} is open. */
@ApplicationScoped
public class RequestGate {

    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int BEFORE_EVERYTHING = 1000;
    private static final String SCHEME = "bearer ";

    private final AgentConfig config;
    private final ObjectMapper json;

    RequestGate(AgentConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isOpen(context)
                || presentedKey(request).filter(config.apiKey()::matches).isPresent()) {
            if (bodyLength(request) > MAX_BODY_BYTES) {
                answer(context, 413, ErrorMappers.tooLarge());
            } else {
                context.next();
            }
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            answer(context, 401, ErrorAnswer.of("unauthorized", "send Authorization: Bearer and the agent's api_key"));
        }
    }

    private static boolean isOpen(RoutingContext context) {
        return context.request().method().name().equals("GET")
                && context.request().path().equals("/health");
    }

    private static Optional<String> presentedKey(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    /** What is announced; a body of unannounced length is cut off by {@code quarkus.http.limits.max-body-size}. */
    private static long bodyLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private void answer(RoutingContext context, int status, ErrorAnswer answer) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            context.fail(500, e);
        }
    }
}
