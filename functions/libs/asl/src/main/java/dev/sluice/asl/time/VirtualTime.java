package dev.sluice.asl.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Time that stands still until a test moves it: an hour passes in the time that its alarms take to run. Everything
 * runs on the thread that calls, alarms in the order of their times and, at the same time, of their making.
 */
public final class VirtualTime implements TimeSource {
    private record Key(Instant at, long number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final TreeMap<Key, Runnable> alarms = new TreeMap<>();
    private Instant now;
    private long numbers;

    /** Starts at the given time. */
    public VirtualTime(Instant start) {
        this.now = Objects.requireNonNull(start, "start");
    }

    /** Starts at noon of 2 January 2026, UTC. */
    public VirtualTime() {
        this(Instant.parse("2026-01-02T12:00:00Z"));
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Alarm schedule(Instant at, Runnable task) {
        Key key = new Key(at.isBefore(now) ? now : at, numbers++);
        alarms.put(key, task);
        return () -> forget(key);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Lets the given time pass and runs, on the way, each alarm at its own time; also those that come up meanwhile. */
    public void advance(Duration duration) {
        Instant end = now().plus(duration);
        for (Optional<Runnable> due = next(end); due.isPresent(); due = next(end)) {
            due.get().run();
        }
        moveTo(end);
    }

    /**
     * Goes from alarm to alarm until the condition holds.
     *
     * @return how much time that took
     * @throws IllegalStateException where it does not hold within the limit, or no alarm is left
     */
    public Duration advanceUntil(BooleanSupplier condition, Duration limit) {
        Instant start = now();
        Instant end = start.plus(limit);
        while (!condition.getAsBoolean()) {
            next(end)
                    .orElseThrow(
                            () -> new IllegalStateException("Did not come true within " + limit + " of virtual time"))
                    .run();
        }
        return Duration.between(start, now());
    }

    /** How many alarms are set. */
    public synchronized int alarms() {
        return alarms.size();
    }

    /** The same time for code that wants a {@link Clock}. */
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    private synchronized Optional<Runnable> next(Instant end) {
        if (alarms.isEmpty() || alarms.firstKey().at().isAfter(end)) {
            return Optional.empty();
        }
        var first = alarms.pollFirstEntry();
        now = first.getKey().at().isAfter(now) ? first.getKey().at() : now;
        return Optional.of(first.getValue());
    }

    private synchronized void moveTo(Instant end) {
        now = end.isAfter(now) ? end : now;
    }

    private synchronized void forget(Key key) {
        alarms.remove(key);
    }
}
