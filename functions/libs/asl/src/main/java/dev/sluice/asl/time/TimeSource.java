package dev.sluice.asl.time;

import java.time.Instant;

/**
 * The interpreter's clock, its alarm clock and its thread, in one: whoever owns the time decides when things run.
 * {@link SystemTime} is the real one, {@link VirtualTime} stands still until a test moves it.
 */
public interface TimeSource {
    /** The time, as every deadline and every history event sees it. */
    Instant now();

    /**
     * Runs the task once, not before the given time; a time that has passed means soon. The task must not block.
     */
    Alarm schedule(Instant at, Runnable task);

    /** Runs the task as soon as possible, without waiting for any time to pass. */
    void execute(Runnable task);

    /** A scheduled task that can be called off. */
    @FunctionalInterface
    interface Alarm {
        /** Calls the task off; without effect once it has run. */
        void cancel();
    }
}
