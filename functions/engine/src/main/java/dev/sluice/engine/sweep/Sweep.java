package dev.sluice.engine.sweep;

import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.step.Ending;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Repairs what a crash left behind: starts runs that were never started, ends runs that lost their execution, sends again
 * what was stored but perhaps not told. Each repair is one that the ordinary course could have made; doing it for a run
 * that is well changes nothing.
 */
@Singleton
public class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 10;

    private final RunStore runs;
    private final Commits commits;
    private final RunExecutions executions;
    private final Waking waking;
    private final Clock clock;

    public Sweep(RunStore runs, Commits commits, RunExecutions executions, Waking waking, Clock clock) {
        this.runs = runs;
        this.commits = commits;
        this.executions = executions;
        this.waking = waking;
        this.clock = clock;
    }

    /** Looks at the runs that stand still, the longest first; returns how many. One that cannot be repaired stops no other. */
    public int all() {
        int looked = 0;
        Optional<String> cursor = Optional.empty();
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Page<Run> page = runs.standingStill(clock.instant(), new Page.Request(PAGE, cursor));
            page.items().forEach(this::tryRepair);
            looked += page.items().size();
            if (page.next().isEmpty()) {
                break;
            }
            cursor = page.next();
        }
        return looked;
    }

    private void tryRepair(Run run) {
        try {
            repair(run);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Run %s could not be repaired; the next sweep tries again", run.id());
        }
    }

    public int look(RunId id) {
        Optional<Run> run = runs.run(id);
        run.ifPresentOrElse(this::repair, () -> LOG.warnf("An execution failed that is no run of ours: %s", id));
        return run.isPresent() ? 1 : 0;
    }

    private void repair(Run found) {
        // Read again: the list may be a moment old.
        Run run = runs.run(found.id()).orElseThrow();
        if (run.settled()) {
            return;
        }
        if (run.status().isFinal()) {
            waking.afterEnd(run);
        } else {
            revive(run);
        }
        postpone(run.id());
    }

    private void revive(Run run) {
        Optional<RunExecutions.State> state = executions.state(run.id());
        if (state.isEmpty()) {
            LOG.infof("Run %s was never started: starting it", run.id());
            executions.start(run.id());
        } else if (state.get() == RunExecutions.State.RUNNING) {
            waking.wake(run);
        } else {
            LOG.warnf("Run %s lost its execution (%s): ending it", run.id(), state.get());
            waking.finish(run.id(), Ending.error("", "The execution ended as " + state.get()));
        }
    }

    /** The next look is a moment away, so that one stuck run is not all that a sweep sees. */
    private void postpone(RunId id) {
        Run run = runs.run(id).orElseThrow();
        if (!run.settled()) {
            commits.commit(
                    Write.save(run.edit().checkAt(run.nextLook(clock.instant())).build()));
        }
    }
}
