package dev.sluice.domain.lane;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.store.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The exclusive right to act on one environment: who has it and until when, and the number of the next who waits. */
public record Lane(
        ProjectId project, EnvironmentId environment, Optional<Holder> holder, long nextNumber, long revision)
        implements Entity {
    /** Longer than the Act state's timeout, and renewed with each heartbeat. */
    public static final Duration LEASE = Duration.ofMinutes(150);

    public Lane {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(holder, "holder");
    }

    public static Lane free(ProjectId project, EnvironmentId environment) {
        return new Lane(project, environment, Optional.empty(), 1, 0);
    }

    public boolean isHeldBy(RunId run) {
        return holder.filter(h -> h.run().equals(run)).isPresent();
    }

    public Lane heldBy(RunId run, Instant now) {
        return new Lane(project, environment, Optional.of(new Holder(run, now.plus(LEASE))), nextNumber, revision);
    }

    public Lane left() {
        return new Lane(project, environment, Optional.empty(), nextNumber, revision);
    }

    public Lane numberTaken() {
        return new Lane(project, environment, holder, nextNumber + 1, revision);
    }

    /** A waiter with the next number; store it together with {@link #numberTaken()}. */
    public LaneWaiter waiter(RunId run) {
        return new LaneWaiter(project, environment, nextNumber, run, 0);
    }

    /** The run that may act, and when its right lapses unless renewed. */
    public record Holder(RunId run, Instant leaseUntil) {
        public Holder {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(leaseUntil, "leaseUntil");
        }
    }
}
