package dev.sluice.domain;

import java.util.Objects;

/** A secret in the clear, in memory only. It is never stored, and prints as {@code ***}. */
public record Secret(String reveal) {
    public Secret {
        Objects.requireNonNull(reveal, "secret");
    }

    @Override
    public String toString() {
        return "***";
    }
}
