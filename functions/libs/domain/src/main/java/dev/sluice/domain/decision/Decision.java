package dev.sluice.domain.decision;

import dev.sluice.domain.run.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The verdict of one rule on one event, the reason for a skip, and every check up to the first that decided. */
public record Decision(Verdict verdict, Optional<Reason> reason, List<Check> checks) {
    public Decision {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
        checks = List.copyOf(checks);
        if ((verdict == Verdict.SKIP) != reason.isPresent()) {
            throw new IllegalArgumentException("A skip has a reason, and nothing else has one.");
        }
    }
}
