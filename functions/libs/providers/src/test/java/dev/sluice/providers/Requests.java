package dev.sluice.providers;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.event.Event;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as GitHub sends them, and short ways to ask what came of one. */
final class Requests {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private Requests() {}

    static HookRequest request(Map<String, String> headers, byte[] body) {
        return new HookRequest(Headers.of(headers), body, AT);
    }

    static Reading read(String type, byte[] body) {
        Map<String, String> headers = Map.of("X-GitHub-Event", type, "X-GitHub-Delivery", "delivery-1");
        return new GitHub().read(new VerifiedRequest(request(headers, body)));
    }

    /** Halves of surrogate pairs are sent as JSON escapes: UTF-8 has no other way to say them. */
    static Reading read(String type, String body) {
        StringBuilder escaped = new StringBuilder();
        body.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return read(type, escaped.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Reading.Understood understood(Reading reading) {
        return reading.fold(yes -> yes, errors -> {
            throw new AssertionError("Malformed: " + errors);
        });
    }

    static Event event(Reading reading) {
        List<Event> events = understood(reading).facts().events();
        if (events.size() != 1) {
            throw new AssertionError("One event is expected: " + reading);
        }
        return events.get(0);
    }

    static String ignored(Reading reading) {
        return understood(reading).facts().ignored().orElseThrow(() -> new AssertionError("Not ignored: " + reading));
    }

    static List<FieldError> errors(Reading reading) {
        return reading.fold(
                yes -> {
                    throw new AssertionError("Not malformed: " + yes);
                },
                errors -> errors);
    }

    static List<String> errorFields(Reading reading) {
        return errors(reading).stream().map(FieldError::field).toList();
    }

    static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
