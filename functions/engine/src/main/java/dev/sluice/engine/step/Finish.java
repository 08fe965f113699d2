package dev.sluice.engine.step;

import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.domain.Fields;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.lane.Lanes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Step {@code finish}, reached from every path: gives the run its end, counts for the breaker, passes the lane on, sends
 * notices. Each effect has its own guard, so that a repeat completes what is missing and repeats nothing.
 */
@Singleton
public class Finish {
    private static final int ATTEMPTS = 20;

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Following following;
    private final Clock clock;

    public Finish(ProjectStore projects, RunStore runs, Commits commits, Following following, Clock clock) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.following = following;
        this.clock = clock;
    }

    /** What follows from a run's end: the lane for the next, the end of a cooldown's wait, and those who want to hear of it. */
    @Singleton
    public record Following(Lanes lanes, CooldownWait cooldown, NoticesQueue notices) {}

    /** Returns {@code {"status"}}, which the execution shows as its output. */
    public Map<String, Object> finish(RunId id, Ending ending) {
        Run run = end(id, ending, runs.action(id).flatMap(ActionState::outcome));
        if (!run.settled() && isAtRest(id)) {
            settle(run);
        }
        return Map.of("status", Fields.wire(run.status()));
    }

    /**
     * While the platform may still be at work, the lane stays taken: act lets go once the platform says that it ended. Asked
     * after the end is stored, so that of Finish and act at least one sees that both are over.
     */
    private boolean isAtRest(RunId id) {
        return runs.action(id).map(a -> a.outcome().isPresent()).orElse(true);
    }

    /** All that follows from a run's end. Called again, it does what is left. */
    public void settle(Run ended) {
        following.lanes().leave(ended);
        if (ended.startedAt().isEmpty()) {
            following.cooldown().wakeNext(ended);
        }
        tell(ended);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(ended.id()).orElseThrow();
            if (run.settled()
                    || commits.commit(Write.save(run.edit().settled().build())).done()) {
                return;
            }
        }
        throw new IllegalStateException("Run " + ended.id() + " could not be settled: others changed it all the time.");
    }

    private void tell(Run ended) {
        notify(ended, "run." + Fields.wire(ended.status()));
        switch (ended.status()) {
            case REJECTED -> notify(ended, "approval.decided");
            case EXPIRED -> notify(ended, "approval.expired");
            case FAILED -> {
                RuleState state =
                        projects.ruleState(ended.project(), ended.rule().id());
                if (state.tripped().filter(t -> t.run().equals(ended.id())).isPresent()) {
                    notify(ended, "rule.disabled");
                }
            }
            default -> {}
        }
    }

    private void notify(Run run, String event) {
        following.notices().send(new Notice(run.project(), run.id(), event));
    }

    private Run end(RunId id, Ending ending, Optional<ActionOutcome> action) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                return run;
            }
            RuleState state = projects.ruleState(run.project(), run.rule().id());
            Run ended = named(
                    ended(run, Outcome.of(run, ending, action), action.flatMap(ActionOutcome::deployment)), state);
            if (commits.commit(writes(run, ended, state)).done()) {
                return ended;
            }
        }
        throw new IllegalStateException("Run " + id + " lost its end against others " + ATTEMPTS + " times.");
    }

    private Run ended(Run run, Outcome outcome, Optional<Deployment> deployment) {
        Instant now = clock.instant();
        Run moved = run.on(outcome.input(), now, outcome.reason())
                .orElseThrow(() -> new IllegalStateException(
                        "A run that is " + run.status() + " does not take " + outcome.input() + "."));
        String detail = outcome.reason().map(r -> r.message()).orElse("");
        return deployment
                .map(d -> moved.edit().deployment(d).build())
                .orElse(moved)
                .edit()
                .error(moved.status() == RunStatus.FAILED ? Optional.of(detail) : Optional.empty())
                .build()
                .noted(TimelineEntry.of(now, Fields.wire(moved.status()), detail));
    }

    /** A run that was started too late for a newer one names it. */
    private static Run named(Run ended, RuleState state) {
        Optional<RunId> newer = state.startedAhead(ended.id());
        return ended.status() == RunStatus.SUPERSEDED && newer.isPresent()
                ? ended.edit().gates(ended.gates().supersededBy(newer.get())).build()
                : ended;
    }

    /** The end, and what it means for the rule and the environment, in one commit: so it counts once. */
    private List<Write> writes(Run before, Run ended, RuleState state) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.save(ended));
        RuleState counted = count(before, ended, state);
        if (!counted.equals(state)) {
            writes.add(Write.save(counted));
        }
        if (ended.status() == RunStatus.SUCCEEDED) {
            Arrival arrival = Arrival.by(ended, ended.finishedAt().orElseThrow());
            Optional<Environment> target =
                    projects.environment(ended.project(), ended.spec().action().target());
            ended.deployment()
                    .flatMap(Deployment::build)
                    .flatMap(build -> target.map(t -> t.withBuild(build, arrival)))
                    .ifPresent(t -> writes.add(Write.save(t)));
        }
        return writes;
    }

    /** Only a run whose action started counts; one that ends before gives its cooldown back. */
    private static RuleState count(Run before, Run ended, RuleState state) {
        if (before.startedAt().isEmpty()) {
            return state.leftBy(ended.id());
        }
        return switch (ended.status()) {
            case SUCCEEDED -> state.succeeded();
            case FAILED ->
                state.failed(
                        ended.id(),
                        ended.spec().maxConsecutiveFailures(),
                        ended.finishedAt().orElseThrow());
            default -> state;
        };
    }
}
