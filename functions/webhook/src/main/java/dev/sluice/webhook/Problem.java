package dev.sluice.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.domain.FieldError;
import java.util.List;

/** What was wrong, as RFC 9457 has it; {@code title} is the status in words, {@code detail} says what would be right. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem badBody(List<FieldError> errors) {
        return of(400, "Bad Request", "The delivery lacks what is needed of it.", errors);
    }

    static Problem unsigned(String reason) {
        return of(401, "Unauthorized", reason);
    }

    /** One answer for all that is unknown, so that nobody learns which projects there are. */
    static Problem unknownHook() {
        return of(404, "Not Found", "There is no such webhook: check project and git host in its URL.");
    }

    static Problem tooLarge() {
        return of(413, "Content Too Large", "A delivery has at most 4 MB.");
    }

    static Problem tooManyChanges() {
        return of(
                413,
                "Content Too Large",
                "The delivery changes too many branches and tags. Push fewer of them at once.");
    }

    static Problem form() {
        return of(
                415,
                "Unsupported Media Type",
                "The delivery is form-encoded. Choose the content type \"application/json\" in the webhook's settings.");
    }

    static Problem mediaType() {
        return of(415, "Unsupported Media Type", "Choose the content type \"application/json\" for this webhook.");
    }

    static Problem failed() {
        return of(500, "Internal Server Error", "The delivery was not taken because of a fault here. Send it again.");
    }

    static Problem tryLater() {
        return of(503, "Service Unavailable", "The delivery could not be taken just now. Send it again.");
    }

    private static Problem of(int status, String title, String detail) {
        return of(status, title, detail, List.of());
    }

    private static Problem of(int status, String title, String detail, List<FieldError> errors) {
        return new Problem("about:blank", title, status, detail, errors);
    }
}
