package dev.sluice.providers;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as git hosts send them, and short ways to ask what came of one. */
final class Requests {
    static final String KEY = "delivery-1";
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private Requests() {}

    static HookRequest request(Map<String, String> headers, byte[] body) {
        return new HookRequest(Headers.of(headers), body, AT);
    }

    /** As GitHub sends it. */
    static Reading read(String type, byte[] body) {
        return read(Provider.GITHUB, type, body);
    }

    static Reading read(String type, String body) {
        return read(Provider.GITHUB, type, body);
    }

    static Reading read(Provider provider, String type, byte[] body) {
        return read(provider, headers(provider, type), body);
    }

    static Reading read(Provider provider, Map<String, String> headers, byte[] body) {
        return GitHosts.of(provider).orElseThrow().read(new VerifiedRequest(request(headers, body)));
    }

    /** The headers that every delivery of this host has, but for its proof; the delivery's id is delivery-1. */
    static Map<String, String> headers(Provider provider, String type) {
        return new HashMap<>(
                switch (provider) {
                    case GITHUB -> Map.of("X-GitHub-Event", type, "X-GitHub-Delivery", KEY);
                    case GITLAB -> Map.of("X-Gitlab-Event", type, "Idempotency-Key", KEY);
                    case BITBUCKET -> Map.of("X-Event-Key", type, "X-Request-UUID", KEY);
                    case GITEA -> gitea(type);
                    case FORGEJO -> {
                        Map<String, String> all = new HashMap<>(gitea(type));
                        all.putAll(Map.of("X-Forgejo-Event", type, "X-Forgejo-Delivery", KEY));
                        yield all;
                    }
                    case SLUICE -> throw new IllegalArgumentException("Sluice sends no webhooks.");
                });
    }

    /** With the headers of GitHub's and Gogs' that it sends beside its own. */
    private static Map<String, String> gitea(String type) {
        Map<String, String> all = new HashMap<>();
        for (String like : List.of("Gitea", "Gogs", "GitHub")) {
            all.put("X-" + like + "-Event", type);
            all.put("X-" + like + "-Delivery", KEY);
        }
        return all;
    }

    /** Halves of surrogate pairs are sent as JSON escapes: UTF-8 has no other way to say them. */
    static Reading read(Provider provider, String type, String body) {
        StringBuilder escaped = new StringBuilder();
        body.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return read(provider, type, escaped.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Reading.Understood understood(Reading reading) {
        return reading.fold(yes -> yes, errors -> {
            throw new AssertionError("Malformed: " + errors);
        });
    }

    static boolean verified(Provider provider, HookRequest request, String... secrets) {
        return verify(provider, request, secrets).fold(yes -> true, no -> false);
    }

    /** Why a request was refused. */
    static String refusal(Provider provider, HookRequest request, String... secrets) {
        return verify(provider, request, secrets)
                .fold(
                        yes -> {
                            throw new AssertionError("It was verified.");
                        },
                        reason -> reason);
    }

    private static Verification verify(Provider provider, HookRequest request, String... secrets) {
        return GitHosts.of(provider)
                .orElseThrow()
                .verify(request, Stream.of(secrets).map(Secret::new).toList());
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
