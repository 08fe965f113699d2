package dev.sluice.domain.decision;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.store.Entity;
import java.util.Objects;
import java.util.Optional;

/**
 * What one rule made of one event of a delivery, kept beside it. {@code run} is the run that came of it, which for a
 * repeated event is the run of its first telling ({@code repeated} is then true).
 */
public record DecisionRecord(
        ProjectId project,
        DeliveryId delivery,
        int eventIndex,
        RuleRef rule,
        Decision decision,
        Optional<RunId> run,
        boolean repeated,
        long revision)
        implements Entity {
    public DecisionRecord {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(run, "run");
    }

    /** This record in the place of one that was stored for the same event and rule. */
    public DecisionRecord replacing(DecisionRecord stored) {
        return new DecisionRecord(project, delivery, eventIndex, rule, decision, run, repeated, stored.revision());
    }
}
