package dev.sluice.aws;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A few quick repetitions of a call, each after a longer random pause: 20 ms at first, 320 ms at last, a second in all.
 * The SDK repeats throttled calls by itself; this is for the answers that it takes as final. For one call, one thread.
 */
final class Backoff {
    private static final int REPETITIONS = 8;
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 320;

    private int done;

    /** Pauses, and says whether the call may be made again; false once it was repeated often enough. */
    boolean again() {
        if (done == REPETITIONS) {
            return false;
        }
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << done);
        done++;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, longest + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
