package dev.sluice.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An HTTP request as API Gateway gives it to a function (HTTP API, payload format 2.0), and the way back. */
final class ApiEvent {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ApiEvent() {}

    static byte[] of(Request request, Routes.Match match, String account, Instant now) {
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", match.route().key())
                .put("rawPath", request.rawPath())
                .put("rawQueryString", request.rawQuery());
        ObjectNode headers = Json.object();
        request.headers().forEach((name, values) -> {
            if (name.equals("cookie")) {
                values.forEach(value -> List.of(value.split("; ?", -1)).forEach(event.withArray("cookies")::add));
            } else {
                headers.put(name, String.join(",", values));
            }
        });
        String host = request.header("host").orElse("127.0.0.1");
        headers.put("x-forwarded-for", "127.0.0.1")
                .put("x-forwarded-proto", "http")
                .put("x-forwarded-port", host.contains(":") ? host.substring(host.indexOf(':') + 1) : "80");
        event.set("headers", headers);
        joinedQuery(request.rawQuery())
                .ifPresent(query -> event.set("queryStringParameters", Json.MAPPER.valueToTree(query)));
        event.set("requestContext", context(request, match, account, now));
        if (!match.parameters().isEmpty()) {
            event.set("pathParameters", Json.MAPPER.valueToTree(match.parameters()));
        }
        putBody(event, request);
        return Json.bytes(event);
    }

    private static ObjectNode context(Request request, Routes.Match match, String account, Instant now) {
        ObjectNode context = Json.object()
                .put("accountId", account)
                .put("apiId", "local")
                .put("domainName", request.header("host").orElse("127.0.0.1"))
                .put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.rawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", request.header("user-agent").orElse(""));
        return context.put("requestId", UUID.randomUUID().toString())
                .put("routeKey", match.route().key())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
    }

    private static void putBody(ObjectNode event, Request request) {
        Optional<String> text = isText(request) ? utf8(request.body()) : Optional.empty();
        if (request.body().length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
        }
        event.put("isBase64Encoded", request.body().length > 0 && text.isEmpty());
    }

    private static boolean isText(Request request) {
        String type = request.header("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceAll(";.*", "")
                .strip();
        boolean plain = type.startsWith("text/")
                || type.equals("application/json")
                || type.endsWith("+json")
                || type.equals("application/javascript")
                || type.equals("application/xml")
                || type.endsWith("+xml");
        return plain && !request.headers().containsKey("content-encoding");
    }

    /** The text of bytes that are UTF-8; other bytes travel in base64, so that none is lost. */
    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> joinedQuery(String rawQuery) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            Request.form(pair).forEach((name, value) -> joined.merge(name, value, (a, b) -> a + "," + b));
        }
        return Optional.of(joined).filter(query -> !query.isEmpty());
    }

    /** The function's answer as an HTTP answer; without a status it is the body itself, as JSON. */
    static Reply reply(byte[] payload) {
        var answer = Json.parse(payload);
        if (!answer.path("statusCode").canConvertToInt()) {
            return Reply.of(200, "application/json", payload);
        }
        var headers = new LinkedHashMap<String, List<String>>();
        answer.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asText())));
        headers.remove("content-length");
        headers.remove("transfer-encoding");
        headers.remove("connection");
        var cookies = new ArrayList<String>();
        answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        String body = answer.path("body").asText("");
        byte[] bytes = answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
        return new Reply(answer.path("statusCode").asInt(), headers, bytes);
    }
}
