package dev.sluice.engine.act;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The move to {@code running}, written before the platform is called: one transaction that checks again that the breaker
 * is closed, the lane is the run's and the run was not ended meanwhile, and that moves the cooldown forward.
 */
@Singleton
public class Begin {
    private static final int ATTEMPTS = 20;

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Vault vault;
    private final Clock clock;

    public Begin(ProjectStore projects, RunStore runs, Commits commits, Vault vault, Clock clock) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.vault = vault;
        this.clock = clock;
    }

    /** What came of it: the action to carry out, or why not. */
    sealed interface Result {
        record Begun(Run run, ActionState action) implements Result {}

        record Stopped(Reason reason) implements Result {}
    }

    Result begin(Run first, Secret token, int sequence) {
        Run run = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            RuleState state = projects.ruleState(run.project(), run.rule().id());
            Lane lane = runs.lane(run.project(), run.spec().action().target());
            Optional<Run> running = run.on(RunInput.START, now, Optional.empty());
            Optional<Reason> miss = miss(run, running, state, lane).or(() -> tooLate(first, state, now));
            if (miss.isPresent()) {
                return new Result.Stopped(miss.get());
            }
            Run started = running.orElseThrow()
                    .noted(TimelineEntry.of(now, "started", run.spec().action().type() + " on " + lane.environment()));
            ActionState action = new ActionState(
                    run.project(),
                    run.id(),
                    sequence,
                    now.plus(Chain.CLAIM),
                    ActionState.Phase.STARTING,
                    vault.seal(PendingToken.purpose(run.id()), token),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    now,
                    0);
            boolean done = commits.commit(
                            Write.save(started),
                            rule(run, state, now),
                            Write.save(lane.heldBy(run.id(), now)),
                            Write.save(action))
                    .done();
            run = runs.run(run.id()).orElseThrow();
            Optional<ActionState> begun = runs.action(run.id());
            if (done) {
                return new Result.Begun(run, begun.orElseThrow());
            }
            if (begun.isPresent()) {
                // Not "stopped": the token is alive and belongs to the worker that was first.
                throw new IllegalStateException("Another worker started run " + run.id() + ".");
            }
        }
        throw new IllegalStateException("Run " + run.id() + " lost its start against others " + ATTEMPTS + " times.");
    }

    private static Write rule(Run run, RuleState state, Instant now) {
        Cooldown cooldown = run.spec().cooldown();
        RuleState started = state.started(run.id());
        return Write.save(cooldown.minutes() == 0 ? started : started.claimed(run.id(), now.plus(cooldown.length())));
    }

    /** What other runs of the rule did while this one waited for its lane. */
    private static Optional<Reason> tooLate(Run run, RuleState state, Instant now) {
        Optional<RunId> ahead = state.startedAhead(run.id());
        if (ahead.isPresent()) {
            return Optional.of(new Reason(
                    ReasonCode.SUPERSEDED, "Run " + ahead.get() + " is newer and was started before this one."));
        }
        return state.claimAgainst(run.id(), now)
                .filter(c -> run.spec().cooldown().minutes() > 0)
                .map(c -> new Reason(
                        ReasonCode.COOLDOWN,
                        "Cooling down until " + c.until() + ", since run " + c.holder()
                                + " was started while this one waited for its environment."));
    }

    private static Optional<Reason> miss(Run run, Optional<Run> running, RuleState state, Lane lane) {
        if (running.isEmpty()) {
            return Optional.of(new Reason(ReasonCode.CANCELLED, "The run has ended already."));
        }
        if (state.tripped().isPresent()) {
            return Optional.of(new Reason(
                    ReasonCode.RULE_DISABLED,
                    "The rule was disabled by its circuit breaker while this run waited: "
                            + state.tripped().get().reason() + "."));
        }
        if (!lane.isHeldBy(run.id())) {
            String holder = lane.holder().map(h -> h.run().value()).orElse("nobody");
            return Optional.of(new Reason(
                    ReasonCode.LANE_TIMEOUT, "The lane of " + lane.environment() + " is held by " + holder + "."));
        }
        return Optional.empty();
    }
}
