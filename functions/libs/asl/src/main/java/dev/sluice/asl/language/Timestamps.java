package dev.sluice.asl.language;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as a Wait state takes them. */
public final class Timestamps {
    /** What would be right, for an error. */
    public static final String EXPECTED = "Expected a time such as 2026-01-31T12:00:00Z";

    private Timestamps() {}

    /** Reads RFC 3339 with an upper-case T and either a Z or an offset; empty where it is something else. */
    public static Optional<Instant> parse(String text) {
        if (!text.contains("T") || text.contains("z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
