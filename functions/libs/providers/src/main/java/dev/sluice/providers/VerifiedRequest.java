package dev.sluice.providers;

import java.time.Instant;

/** A request whose signature was found right. Only a {@link GitHost} makes one, so that nothing unverified can be read. */
public final class VerifiedRequest {
    private final HookRequest request;

    VerifiedRequest(HookRequest request) {
        this.request = request;
    }

    Headers headers() {
        return request.headers();
    }

    byte[] body() {
        return request.body();
    }

    Instant receivedAt() {
        return request.receivedAt();
    }
}
