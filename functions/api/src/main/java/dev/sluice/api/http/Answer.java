package dev.sluice.api.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a change is answered with: a status, headers, and a JSON object (empty = no body). {@code secret}: the body may be
 * shown this once only, so it is not kept for a repeated request.
 */
public record Answer(int status, Map<String, String> headers, Map<String, Object> body, boolean secret) {
    public Answer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    public static Answer ok(Map<String, Object> body) {
        return new Answer(200, Map.of(), body, false);
    }

    public static Answer created(String location, Map<String, Object> body) {
        return new Answer(201, Map.of("Location", location), body, false);
    }

    public static Answer accepted(Map<String, Object> body) {
        return new Answer(202, Map.of(), body, false);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), Map.of(), false);
    }

    public static Answer once(Map<String, Object> bodyWithSecret) {
        return new Answer(200, Map.of(), bodyWithSecret, true);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, secret);
    }

    @Override
    public String toString() {
        return "Answer[status=" + status + ", body=" + (secret ? "***" : body) + "]";
    }
}
