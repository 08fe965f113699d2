package dev.sluice.domain.rule;

import java.time.Duration;
import java.util.Objects;

/** The least time between two actions of one rule, 0 = none, and what becomes of a run inside it. */
public record Cooldown(int minutes, Mode mode) {
    public static final int MAX_MINUTES = 7 * 24 * 60;

    public Cooldown {
        Objects.requireNonNull(mode, "mode");
    }

    public static Cooldown none() {
        return new Cooldown(0, Mode.SKIP);
    }

    public Duration length() {
        return Duration.ofMinutes(minutes);
    }

    /** Recorded as skipped, or waiting for the window's end, when the newest one runs. */
    public enum Mode {
        SKIP,
        FOLD
    }
}
