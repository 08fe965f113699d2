package dev.sluice.domain.run;

import java.util.Objects;
import java.util.Optional;

/** How an action ended: {@code failure} is empty for success. */
public record ActionOutcome(Optional<Reason> failure, Optional<Deployment> deployment) {
    public ActionOutcome {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(deployment, "deployment");
    }
}
