package dev.sluice.api.http;

import dev.sluice.domain.FieldError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a request was not done, as problem details of RFC 9457. {@code code} is a stable word for programs, {@code detail} a
 * sentence for a person, {@code errors} what is wrong with each field of the input, if it is the input's fault. {@code more}:
 * further members, such as what to do next.
 */
public record Problem(int status, String code, String detail, List<FieldError> errors, Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(400, "invalid_input", "The input is not as it should be: see errors.", errors, Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem notFound() {
        return of(404, "not_found", "There is nothing here, or nothing that you may see.");
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** With one more member; {@code value} is JSON as maps, lists and scalars. */
    public Problem with(String member, Object value) {
        Map<String, Object> then = new LinkedHashMap<>(more);
        then.put(member, value);
        return new Problem(status, code, detail, errors, then);
    }

    public Refused refused() {
        return new Refused(this);
    }

    /** The JSON of RFC 9457, with our {@code code} and {@code errors}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:sluice:problem:" + code);
        json.put("title", title());
        json.put("status", status);
        json.put("detail", detail);
        json.put("code", code);
        if (!errors.isEmpty()) {
            json.put("errors", json(errors));
        }
        json.putAll(more);
        return json;
    }

    /** What is wrong with each field, as it stands in {@code errors}. */
    public static List<Map<String, String>> json(List<FieldError> errors) {
        return errors.stream()
                .map(e -> Map.of("field", e.field(), "message", e.message()))
                .toList();
    }

    private String title() {
        String words = code.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
