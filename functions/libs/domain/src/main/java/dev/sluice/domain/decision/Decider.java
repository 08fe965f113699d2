package dev.sluice.domain.decision;

import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what a rule makes of an event. Pure: the same arguments always give the same decision, whoever asks: dispatch, a
 * run that is admitted, or a simulation. The checks stand in the order in which they are made; the first that does not
 * pass decides, and no later one is looked at.
 */
public final class Decider {
    private Decider() {}

    /** {@code run}: the id that a run would have, so that a run that holds the cooldown's claim is not stopped by itself. */
    public static Decision decide(Rule rule, Event event, Situation situation, RunId run) {
        List<Check> checks = new ArrayList<>();
        for (Stage stage : STAGES) {
            Optional<Finding> found = stage.look(new Question(rule, event, situation, run));
            if (found.isEmpty()) {
                continue;
            }
            checks.add(found.get().check());
            if (!found.get().check().passed()) {
                return found.get().missed(checks);
            }
        }
        return new Decision(Verdict.FIRE, Optional.empty(), checks);
    }

    private static final List<Stage> STAGES = List.of(
            EventChecks::deletion,
            EventChecks::manualRule,
            EventChecks::trigger,
            EventChecks::repository,
            RefChecks::refs,
            RefChecks::sourceBranch,
            RetoldChecks::production,
            StateChecks::enabled,
            StateChecks::breaker,
            EventChecks::fork,
            PathChecks::paths,
            RetoldChecks::order,
            StateChecks::target,
            StateChecks::production,
            StateChecks::environmentStatus,
            StateChecks::alreadyDeployed,
            StateChecks::cooldown);

    /** What every stage looks at. */
    record Question(Rule rule, Event event, Situation situation, RunId run) {
        /** Whether a person asked for a run of this rule to be repeated. */
        boolean isRepeated() {
            return event.rule().isPresent() && event.kind() != EventKind.MANUAL;
        }

        boolean isPullRequest() {
            return event.kind() == EventKind.PR_OPEN || event.kind() == EventKind.PR_MERGE;
        }
    }

    /** One thing to look at; empty where it does not apply to this rule or event. */
    @FunctionalInterface
    interface Stage {
        Optional<Finding> look(Question question);
    }

    /** A check, and the reason of the skip that follows if it did not pass: without one, a miss means "no match". */
    record Finding(Check check, Optional<ReasonCode> skip) {
        static Optional<Finding> match(Check check) {
            return Optional.of(new Finding(check, Optional.empty()));
        }

        static Optional<Finding> orSkip(ReasonCode code, Check check) {
            return Optional.of(new Finding(check, Optional.of(code)));
        }

        Decision missed(List<Check> checks) {
            return skip.map(code ->
                            new Decision(Verdict.SKIP, Optional.of(new Reason(code, check.seen() + ".")), checks))
                    .orElseGet(() -> new Decision(Verdict.NO_MATCH, Optional.empty(), checks));
        }
    }
}
