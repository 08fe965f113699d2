package dev.sluice.asl.run;

import java.time.Duration;

/**
 * How long closed executions stay.
 *
 * @param newest so many keep their history; of older ones the name is remembered, so that it cannot be used again
 * @param age beyond which even the name is forgotten
 */
public record Retention(int newest, Duration age) {
    /** Checks that both are positive. */
    public Retention {
        if (newest < 1 || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("newest and age must be positive");
        }
    }

    /** The newest 2,000, and 90 days as on AWS. */
    public static Retention standard() {
        return new Retention(2_000, Duration.ofDays(90));
    }
}
