package dev.sluice.domain.run;

import java.time.Instant;
import java.util.Objects;

/** One thing that happened to a run: a past tense in one word or two ({@code admitted}), who did it ({@code sluice} or a person), and details or an empty text. */
public record TimelineEntry(Instant at, String what, String by, String detail) {
    public static final String SLUICE = "sluice";

    public TimelineEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(detail, "detail");
    }

    public static TimelineEntry of(Instant at, String what, String detail) {
        return new TimelineEntry(at, what, SLUICE, detail);
    }
}
