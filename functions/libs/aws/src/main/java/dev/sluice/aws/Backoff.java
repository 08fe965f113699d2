package dev.sluice.aws;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * A few quick repetitions of a call, each after a longer random pause: 20 ms at first, 320 ms at last, a second in all.
 * The SDK repeats throttled calls by itself; this is for the answers that it takes as final. For one call, one thread.
 */
final class Backoff {
    private static final int TRIES = 9;
    private static final BackoffStrategy PAUSES =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofMillis(320));

    private int tries = 1;

    /** Pauses, and says whether the call may be made again; false once it was repeated often enough. */
    boolean again() {
        if (tries == TRIES) {
            return false;
        }
        tries++;
        try {
            Thread.sleep(PAUSES.computeDelay(tries).toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
