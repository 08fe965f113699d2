package dev.sluice.engine.lane;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
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
import java.util.Optional;

/**
 * Who may act on an environment, one run at a time, in order of arrival. The table says who; the task token only wakes the
 * run's execution. A token that is dead does not move a lane: the run that was given it passes it on when it finishes. A run
 * that needs two lanes enters them in the one order that all runs keep, so that no two wait for each other.
 */
@Singleton
public class Lanes {
    private static final int ATTEMPTS = 40;
    private static final String ENTERED = "entered_lane";

    private final RunStore runs;
    private final Commits commits;
    private final RunTokens tokens;
    private final Clock clock;

    public Lanes(RunStore runs, Commits commits, RunTokens tokens, Clock clock) {
        this.runs = runs;
        this.commits = commits;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Gives the run its lanes, or a place in the queue for the next. Whenever it has them all, its token is answered. */
    public void enter(RunId id, Secret token) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                tokens.stop(token, new Reason(ReasonCode.CANCELLED, "The run has ended already."));
                return;
            }
            Run waiting = run.edit()
                    .pendingToken(Optional.of(tokens.sealed(run, PendingToken.ENTER_LANE, token)))
                    .build();
            if (commits.commit(Write.save(waiting)).done()) {
                advance(id);
                return;
            }
        }
        throw new IllegalStateException("Run " + id + " lost its lane's writes against others " + ATTEMPTS + " times.");
    }

    /** Takes the lanes that the run still lacks, one after the other, as far as they are free. Repeatable. */
    private void advance(RunId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal() || !waitsHere(run)) {
                return;
            }
            List<Lane> missing =
                    lanes(run).stream().filter(lane -> !lane.isHeldBy(id)).toList();
            if (missing.isEmpty()) {
                tokens.goOn(run);
                return;
            }
            Lane lane = missing.get(0);
            if (lane.holder().isEmpty() && othersWaitAt(lane, run)) {
                // A crash hid the end of the lane's holder. First come, first served, even then.
                repair(lane.project(), lane.environment());
            } else if (lane.holder().isEmpty()) {
                if (take(run, lane) && missing.size() == 1) {
                    tokens.goOn(run);
                    return;
                }
            } else if (queue(run, lane)) {
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

    private boolean take(Run run, Lane lane) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.save(lane.heldBy(run.id(), clock.instant())));
        runs.waiter(lane.project(), lane.environment(), run.id()).ifPresent(own -> writes.add(Write.remove(own)));
        writes.add(Write.save(entered(run, lane)));
        return commits.commit(writes).done();
    }

    /** Whether the run has its place in the queue. */
    private boolean queue(Run run, Lane lane) {
        if (runs.waiter(lane.project(), lane.environment(), run.id()).isPresent()) {
            // Whoever leaves the lane sees this place; but did somebody leave it since the lane was read?
            return commits.commit(Write.expect(lane)).done();
        }
        String detail = "Waiting for run " + lane.holder().orElseThrow().run() + " on " + lane.environment();
        return commits.commit(
                        Write.save(lane.numberTaken()),
                        Write.save(lane.waiter(run.id())),
                        Write.save(run.noted(TimelineEntry.of(clock.instant(), "waiting_for_lane", detail))))
                .done();
    }

    /** Lets go of the run's lanes, and of its places in the queues, and passes each lane to who waits longest. Repeatable. */
    public void leave(Run run) {
        run.spec().action().lanes().forEach(environment -> leave(run, environment));
    }

    private void leave(Run run, EnvironmentId environment) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Lane lane = runs.lane(run.project(), environment);
            if (lane.isHeldBy(run.id())) {
                if (passOn(lane)) {
                    return;
                }
            } else {
                Optional<LaneWaiter> place = runs.waiter(run.project(), environment, run.id());
                if (place.isEmpty() || commits.commit(Write.remove(place.get())).done()) {
                    tellNext(run, lane);
                    return;
                }
            }
        }
        throw new IllegalStateException(
                "Run " + run.id() + " could not leave its lane: others changed it all the time.");
    }

    /** Whoever passed the run's lane on may have died before it told the next. */
    private void tellNext(Run run, Lane lane) {
        if (hasEntered(run, lane.environment())) {
            lane.holder()
                    .filter(holder -> runs.run(holder.run()).isPresent())
                    .ifPresent(holder -> advance(holder.run()));
        }
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

    /** Answers the token of a run that has its lanes, in case the one who gave it the last died before it could. */
    public void wake(Run run) {
        lanes(run).stream()
                .filter(lane -> !lane.isHeldBy(run.id()))
                .forEach(lane -> repair(lane.project(), lane.environment()));
        advance(run.id());
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
            advance(next.get().id());
        }
        return passed;
    }

    /** Of all the environments that the run's action touches, in the order in which they are entered. */
    private List<Lane> lanes(Run run) {
        return run.spec().action().lanes().stream()
                .map(environment -> runs.lane(run.project(), environment))
                .toList();
    }

    private static boolean waitsHere(Run run) {
        return run.pendingToken()
                .filter(t -> t.state().equals(PendingToken.ENTER_LANE))
                .isPresent();
    }

    private Run entered(Run run, Lane lane) {
        Instant now = clock.instant();
        Run touched = run.edit().checkAt(now.plus(Run.PATIENCE)).build();
        return hasEntered(run, lane.environment())
                ? touched
                : touched.noted(
                        TimelineEntry.of(now, ENTERED, lane.environment().value()));
    }

    private static boolean hasEntered(Run run, EnvironmentId environment) {
        return run.timeline().stream()
                .anyMatch(t -> t.what().equals(ENTERED) && t.detail().equals(environment.value()));
    }
}
