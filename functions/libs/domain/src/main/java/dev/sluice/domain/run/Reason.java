package dev.sluice.domain.run;

import java.util.Objects;

/** A reason code, and a sentence for a person. */
public record Reason(ReasonCode code, String message) {
    public Reason {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
