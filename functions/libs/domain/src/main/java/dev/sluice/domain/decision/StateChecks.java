package dev.sluice.domain.decision;

import dev.sluice.domain.Fields;
import dev.sluice.domain.Moments;
import dev.sluice.domain.Names;
import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks that need to know how things stand. */
final class StateChecks {
    private StateChecks() {}

    static Optional<Finding> enabled(Question q) {
        return Finding.orSkip(
                ReasonCode.RULE_DISABLED,
                q.rule().spec().enabled()
                        ? Check.passed("enabled", "true", "true")
                        : Check.missed(
                                "enabled",
                                "true",
                                "The rule is disabled",
                                "Enable the rule.",
                                List.of(Change.set("enabled", true))));
    }

    static Optional<Finding> breaker(Question q) {
        Optional<RuleState.Trip> trip = q.situation().ruleState().tripped();
        return Finding.orSkip(
                ReasonCode.RULE_DISABLED,
                trip.map(t -> Check.missed(
                                "circuit_breaker",
                                "closed",
                                "The rule was disabled by its circuit breaker: " + t.reason(),
                                "Mend the cause, then enable the rule."))
                        .orElseGet(() -> Check.passed("circuit_breaker", "closed", "closed")));
    }

    static Optional<Finding> target(Question q) {
        String wanted = q.rule().spec().action().target().value();
        return Finding.orSkip(
                ReasonCode.TARGET_MISSING,
                q.situation().target().isPresent()
                        ? Check.passed("target", wanted, wanted)
                        : Check.missed(
                                "target",
                                wanted,
                                "The project has no environment " + wanted,
                                "Create the environment, or choose another target."));
    }

    /** Refused when a rule is saved, too; but an environment may have become production since. */
    static Optional<Finding> production(Question q) {
        boolean overwrites = q.rule().spec().action() instanceof Action.Clone;
        return overwrites
                ? q.situation()
                        .target()
                        .flatMap(target -> Finding.orSkip(
                                ReasonCode.PRODUCTION_TARGET,
                                target.isProduction()
                                        ? Check.missed(
                                                "production",
                                                "a target that is no production environment",
                                                "The target " + target.id()
                                                        + " is a production environment, whose data a clone would overwrite",
                                                "Choose another target.")
                                        : Check.passed(
                                                "production",
                                                "a target that is no production environment",
                                                Fields.wire(target.kind()))))
                : Optional.empty();
    }

    static Optional<Finding> environmentStatus(Question q) {
        List<EnvironmentStatus> wanted = q.rule().spec().conditions().environmentStatuses();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String text = String.join(" or ", wanted.stream().map(Fields::wire).toList());
        Optional<EnvironmentStatus> status = q.situation().targetStatus();
        if (status.isEmpty()) {
            return Finding.match(Check.passed("environment_status", text, "looked at when the run is admitted"));
        }
        String seen = Fields.wire(status.get());
        return Finding.orSkip(
                ReasonCode.ENVIRONMENT_STATUS,
                wanted.contains(status.get())
                        ? Check.passed("environment_status", text, seen)
                        : Check.missed(
                                "environment_status",
                                text,
                                "The target environment is " + seen,
                                "Add " + seen + " to environment_statuses.",
                                List.of(Change.add("conditions.environment_statuses", seen))));
    }

    static Optional<Finding> alreadyDeployed(Question q) {
        if (!(q.rule().spec().action() instanceof Action.Deploy deploy) || deploy.force()) {
            return Optional.empty();
        }
        Optional<Build> build = q.situation().targetBuild();
        if (build.isEmpty()) {
            return Finding.match(
                    Check.passed("already_deployed", "another commit", "looked at when the run is admitted"));
        }
        String seen = build.get().commit();
        return Finding.orSkip(
                ReasonCode.ALREADY_DEPLOYED,
                Names.isSameCommit(seen, q.event().commit())
                        ? Check.missed(
                                "already_deployed",
                                "another commit",
                                "The target already runs " + seen,
                                "Set force to true.",
                                List.of(Change.set("action.force", true)))
                        : Check.passed("already_deployed", "another commit", seen));
    }

    static Optional<Finding> cooldown(Question q) {
        Cooldown cooldown = q.rule().spec().cooldown();
        if (cooldown.minutes() == 0) {
            return Optional.empty();
        }
        String wanted = "no run in the last " + minutes(cooldown.minutes());
        Optional<RuleState.Claim> against =
                q.situation().ruleState().claimAgainst(q.run(), q.situation().at());
        if (against.isEmpty()) {
            return Finding.orSkip(ReasonCode.COOLDOWN, Check.passed("cooldown", wanted, "none"));
        }
        if (q.situation().ruleState().isClaimedByWaiting()) {
            String seen = "Run " + against.get().holder() + " waits and has started nothing; this one takes its place";
            return Finding.orSkip(ReasonCode.COOLDOWN, Check.passed("cooldown", wanted, seen));
        }
        Instant until = against.get().until();
        String seen = "Cooling down until " + Moments.clock(until, q.situation().at()) + " ("
                + minutes(cooldown.minutes()) + " since run " + against.get().holder() + ")";
        if (cooldown.mode() == Cooldown.Mode.FOLD) {
            return Finding.orSkip(ReasonCode.COOLDOWN, Check.passed("cooldown", wanted, seen + "; it waits"));
        }
        return Finding.orSkip(
                ReasonCode.COOLDOWN,
                Check.missed(
                        "cooldown",
                        wanted,
                        seen,
                        "Wait until then and try again, or set the cooldown's mode to fold.",
                        List.of(Change.set("cooldown.mode", "fold"))));
    }

    private static String minutes(int count) {
        return count == 1 ? "1 minute" : count + " minutes";
    }
}
