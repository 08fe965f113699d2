package dev.sluice.asl.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** Times as AWS JSON has them: seconds since 1970, with milliseconds. */
final class Dates {
    private Dates() {}

    static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }
}
