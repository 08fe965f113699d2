package dev.sluice.asl.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Real time, in milliseconds as AWS's, on one daemon thread. An alarm may come early where the wall clock is set back; its owner compares with
 * {@link #now()} and sets it again.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SystemTime.class.getName());

    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor;

    /** The machine's own clock. */
    public SystemTime() {
        this(Clock.systemUTC());
    }

    /** A clock of the caller's, which must move with real time. */
    public SystemTime(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "asl");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Alarm schedule(Instant at, Runnable task) {
        long millis = Math.max(0, Duration.between(now(), at).toMillis() + 1);
        try {
            Future<?> future = executor.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("This time has come to its end: it was closed", closed);
        }
    }

    /** Ends the thread once what was scheduled has run or was called off. */
    @Override
    public void close() {
        executor.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A scheduled task failed", e);
        }
    }
}
