package dev.sluice.engine.lane;

import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may act on an environment, one run at a time, in order of arrival. The table says who; the task token only wakes the
 * run's execution. A token that is dead does not move a lane: the run that was given it passes it on when it finishes.
 */
@Singleton
public class Lanes {
    private static final int ATTEMPTS = 20;

    private final RunStore runs;
    private final Commits commits;
    private final TaskTokens tokens;
    private final Vault vault;
    private final Clock clock;

    public Lanes(RunStore runs, Commits commits, TaskTokens tokens, Vault vault, Clock clock) {
        this.runs = runs;
        this.commits = commits;
        this.tokens = tokens;
        this.vault = vault;
        this.clock = clock;
    }

    /** Gives the run its target's lane, or a place in the queue. Whenever it has the lane, its token is answered. */
    public void enter(RunId id, Secret token) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                tokens.fail(token, "Sluice.Stopped", "The run has ended already.");
                return;
            }
            Lane lane = lane(run);
            if (lane.holder().isEmpty() && othersWaitAt(lane, run)) {
                // A crash hid the end of the lane's holder. First come, first served, even then.
                repair(lane.project(), lane.environment());
                continue;
            }
            boolean free = lane.holder().isEmpty() || lane.isHeldBy(id);
            Entry entry = free ? take(run, lane, token) : queue(run, lane, token);
            if (commits.commit(entry.writes()).done()) {
                if (entry.entered()) {
                    tokens.succeed(token, Map.of("lane", lane.environment().value()));
                }
                return;
            }
        }
        throw new IllegalStateException("Run " + id + " lost its lane's writes against others " + ATTEMPTS + " times.");
    }

    private boolean othersWaitAt(Lane lane, Run run) {
        return runs.firstWaiter(lane.project(), lane.environment())
                .filter(first -> !first.run().equals(run.id()))
                .isPresent();
    }

    private Entry take(Run run, Lane lane, Secret token) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.save(lane.heldBy(run.id(), clock.instant())));
        runs.waiter(lane.project(), lane.environment(), run.id()).ifPresent(own -> writes.add(Write.remove(own)));
        writes.add(Write.save(entered(withToken(run, token), lane)));
        return new Entry(writes, true);
    }

    private Entry queue(Run run, Lane lane, Secret token) {
        RunId holder = lane.holder().orElseThrow().run();
        Run waiting = withToken(run, token);
        boolean known =
                runs.waiter(lane.project(), lane.environment(), run.id()).isPresent();
        if (known) {
            return new Entry(List.of(Write.save(waiting), Write.expect(lane)), false);
        }
        String detail = "Waiting for run " + holder + " on " + lane.environment();
        return new Entry(
                List.of(
                        Write.save(lane.numberTaken()),
                        Write.save(lane.waiter(run.id())),
                        Write.save(waiting.noted(TimelineEntry.of(clock.instant(), "waiting_for_lane", detail)))),
                false);
    }

    /** Lets go of the run's lane, or of its place in the queue, and passes the lane to who waits longest. Repeatable. */
    public void leave(Run run) {
        ProjectId project = run.project();
        EnvironmentId environment = run.spec().action().target();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Lane lane = runs.lane(project, environment);
            if (lane.isHeldBy(run.id())) {
                if (passOn(lane)) {
                    return;
                }
            } else {
                Optional<LaneWaiter> place = runs.waiter(project, environment, run.id());
                if (place.isEmpty() || commits.commit(Write.remove(place.get())).done()) {
                    return;
                }
            }
        }
        throw new IllegalStateException(
                "Run " + run.id() + " could not leave its lane: others changed it all the time.");
    }

    /** Brings a lane on that stands still: free though somebody waits, or held by a run that has settled or is gone. */
    public void repair(ProjectId project, EnvironmentId environment) {
        Lane lane = runs.lane(project, environment);
        boolean abandoned = lane.holder()
                .map(h -> runs.run(h.run()).map(Run::settled).orElse(true))
                .orElseGet(() -> runs.firstWaiter(project, environment).isPresent());
        if (abandoned) {
            passOn(lane);
        }
    }

    /** Answers the token of a run that has its lane, in case the one who gave it the lane died before it could. */
    public void wake(Run run) {
        if (lane(run).isHeldBy(run.id())) {
            run.pendingToken()
                    .ifPresent(t -> tokens.succeed(
                            vault.open(PendingToken.purpose(run.id()), t.token()),
                            Map.of("lane", run.spec().action().target().value())));
        } else {
            repair(run.project(), run.spec().action().target());
        }
    }

    /** One try to give the lane to the next who still wants it, or to nobody; false where somebody changed it meanwhile. */
    private boolean passOn(Lane lane) {
        Optional<LaneWaiter> first = runs.firstWaiter(lane.project(), lane.environment());
        if (first.isEmpty()) {
            return commits.commit(Write.save(lane.left())).done();
        }
        Optional<Run> next = runs.run(first.get().run()).filter(r -> !r.status().isFinal());
        if (next.isEmpty()) {
            commits.commit(Write.remove(first.get()));
            return false;
        }
        boolean passed = commits.commit(
                        Write.save(lane.heldBy(next.get().id(), clock.instant())),
                        Write.remove(first.get()),
                        Write.save(entered(next.get(), lane)))
                .done();
        if (passed) {
            wake(next.get());
        }
        return passed;
    }

    private Lane lane(Run run) {
        return runs.lane(run.project(), run.spec().action().target());
    }

    private Run withToken(Run run, Secret token) {
        PendingToken pending = new PendingToken("EnterLane", vault.seal(PendingToken.purpose(run.id()), token));
        return run.edit().pendingToken(Optional.of(pending)).build();
    }

    private Run entered(Run run, Lane lane) {
        Instant now = clock.instant();
        boolean noted = run.timeline().stream().anyMatch(t -> t.what().equals("entered_lane"));
        Run touched = run.edit().checkAt(now.plus(Run.PATIENCE)).build();
        return noted
                ? touched
                : touched.noted(
                        TimelineEntry.of(now, "entered_lane", lane.environment().value()));
    }

    private record Entry(List<Write> writes, boolean entered) {}
}
