package dev.sluice.domain.decision;

import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Build;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a decision may look at besides rule and event. {@code at} is the event's arrival, not the clock's time.
 * {@code target} is absent where the rule names an environment that is gone. {@code targetStatus} and {@code targetBuild}
 * are absent while nobody asked the platform: those checks then pass, and are made again when the run is admitted.
 * {@code retold}: for an event that a person had told again.
 */
public record Situation(
        Instant at,
        Project project,
        RuleState ruleState,
        Optional<Environment> target,
        Optional<EnvironmentStatus> targetStatus,
        Optional<Build> targetBuild,
        boolean late,
        Optional<Retold> retold) {
    public Situation {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(ruleState, "ruleState");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(targetStatus, "targetStatus");
        Objects.requireNonNull(targetBuild, "targetBuild");
        Objects.requireNonNull(retold, "retold");
    }

    /** The situation of an event that its sender tells. */
    public Situation(
            Instant at,
            Project project,
            RuleState ruleState,
            Optional<Environment> target,
            Optional<EnvironmentStatus> targetStatus,
            Optional<Build> targetBuild,
            boolean late) {
        this(at, project, ruleState, target, targetStatus, targetBuild, late, Optional.empty());
    }

    public Situation retold(Optional<Retold> why) {
        return new Situation(at, project, ruleState, target, targetStatus, targetBuild, late, why);
    }
}
