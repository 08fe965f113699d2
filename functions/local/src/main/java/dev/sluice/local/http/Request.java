package dev.sluice.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read to its end. Paths and queries are as they came (percent-encoded); header names are lower case.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; nobody compares requests
public record Request(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The parameters of the query; of a name that comes twice, the last. */
    public Map<String, String> query() {
        return form(rawQuery);
    }

    /** Decodes {@code application/x-www-form-urlencoded} text. */
    public static Map<String, String> form(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.put(decode(name), decode(value));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
