package dev.sluice.engine;

import dev.sluice.asl.time.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The real time plus what a test added, or a virtual time that only the test moves. */
final class MovingClock extends Clock {
    private final Optional<VirtualTime> virtual;
    private volatile Duration ahead = Duration.ZERO;

    MovingClock(Optional<VirtualTime> virtual) {
        this.virtual = virtual;
    }

    /** Lets time pass; where it is virtual, the machine's deadlines come up on the way. */
    void advance(Duration by) {
        virtual.ifPresentOrElse(time -> time.advance(by), () -> ahead = ahead.plus(by));
    }

    @Override
    public Instant instant() {
        return virtual.map(VirtualTime::now).orElseGet(() -> Instant.now().plus(ahead));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
