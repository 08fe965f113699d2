package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a value, with a deadline. */
public final class Eventually {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(20);

    private Eventually() {}

    public static <T> void is(T wanted, Supplier<T> seen) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        T last = seen.get();
        while (!wanted.equals(last) && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP.toNanos());
            last = seen.get();
        }
        assertThat(last).isEqualTo(wanted);
    }
}
