package dev.sluice.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An HTTP answer, whole. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares replies
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply json(int status, JsonNode body) {
        return of(status, "application/json", Json.bytes(body));
    }

    public static Reply text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String type, byte[] body) {
        return new Reply(status, Map.of("content-type", List.of(type)), body);
    }

    /** What API Gateway itself says when it, and not a function, answers. */
    public static Reply message(int status, String message) {
        return json(status, Json.object().put("message", message));
    }

    public static Reply redirect(String location) {
        return new Reply(302, Map.of("location", List.of(location), "cache-control", List.of("no-store")), new byte[0]);
    }

    /** The same with one header more. */
    public Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        var values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new Reply(status, more, body);
    }
}
