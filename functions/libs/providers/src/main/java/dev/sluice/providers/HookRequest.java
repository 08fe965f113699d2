package dev.sluice.providers;

import java.time.Instant;
import java.util.Objects;

/**
 * One request that claims to come from a git host. The body is the very bytes that came, since they are what was signed; it
 * is not copied (it can be megabytes), so nobody may change it.
 */
public final class HookRequest {
    private final Headers headers;
    private final byte[] body;
    private final Instant receivedAt;

    public HookRequest(Headers headers, byte[] body, Instant receivedAt) {
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = Objects.requireNonNull(body, "body");
        this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
    }

    public Headers headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** For senders that sign a time of their own. */
    public Instant receivedAt() {
        return receivedAt;
    }
}
