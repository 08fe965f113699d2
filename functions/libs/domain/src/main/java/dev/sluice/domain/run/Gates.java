package dev.sluice.domain.run;

import dev.sluice.domain.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to a run on its way to its action. {@code frozen}: the build to promote, fixed when the run was admitted.
 * {@code heldUntil}: the end of the cooldown that it waits for. {@code supersededBy}: the newer run that was chosen instead.
 */
public record Gates(
        Optional<Build> frozen,
        Optional<Instant> heldUntil,
        Optional<Approval> approval,
        Optional<Cancellation> cancellation,
        Optional<RunId> supersededBy) {
    private static final Gates NONE =
            new Gates(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Gates {
        Objects.requireNonNull(frozen, "frozen");
        Objects.requireNonNull(heldUntil, "heldUntil");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(cancellation, "cancellation");
        Objects.requireNonNull(supersededBy, "supersededBy");
    }

    public static Gates none() {
        return NONE;
    }

    public Gates withFrozen(Optional<Build> build) {
        return new Gates(build, heldUntil, approval, cancellation, supersededBy);
    }

    public Gates heldUntil(Instant end) {
        return new Gates(frozen, Optional.of(end), approval, cancellation, supersededBy);
    }

    public Gates with(Approval question) {
        return new Gates(frozen, heldUntil, Optional.of(question), cancellation, supersededBy);
    }

    public Gates with(Cancellation wish) {
        return new Gates(frozen, heldUntil, approval, Optional.of(wish), supersededBy);
    }

    public Gates supersededBy(RunId newer) {
        return new Gates(frozen, heldUntil, approval, cancellation, Optional.of(newer));
    }
}
