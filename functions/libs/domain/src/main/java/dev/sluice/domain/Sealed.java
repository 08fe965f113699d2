package dev.sluice.domain;

import java.util.Objects;

/** A secret as it is stored: encrypted, in the envelope {@code v<key version>.<base64 of nonce, ciphertext, tag>}. */
public record Sealed(String envelope) {
    public Sealed {
        Objects.requireNonNull(envelope, "envelope");
    }

    @Override
    public String toString() {
        return "***";
    }
}
