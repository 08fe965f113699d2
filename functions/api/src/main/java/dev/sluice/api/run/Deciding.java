package dev.sluice.api.run;

import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries a decision out: stores it, then wakes the execution up. */
@ApplicationScoped
public class Deciding {
    private static final int ATTEMPTS = 5;

    private final Decisions decisions;
    private final RunStore runs;
    private final Commits commits;
    private final Wakeups wakeups;

    Deciding(Decisions decisions, RunStore runs, Commits commits, Wakeups wakeups) {
        this.decisions = decisions;
        this.runs = runs;
        this.commits = commits;
        this.wakeups = wakeups;
    }

    /** The outcome {@code Decided} is stored when this returns. */
    public Outcome decide(Run first, Decisions.Wish wish) {
        Run run = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Outcome outcome = decisions.consider(run, wish);
            if (!(outcome instanceof Outcome.Decided decided)) {
                return outcome;
            }
            if (commits.commit(decided.writes()).done()) {
                wakeups.tell(run.id());
                return outcome;
            }
            run = runs.run(run.id()).orElse(run);
        }
        return Outcome.Silent.crowded();
    }
}
