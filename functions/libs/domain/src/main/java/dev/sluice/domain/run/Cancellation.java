package dev.sluice.domain.run;

import java.time.Instant;
import java.util.Objects;

/** Somebody's wish to end a run whose action is under way on its platform, which has to be asked to stop. */
public record Cancellation(String by, Instant at) {
    public Cancellation {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }
}
