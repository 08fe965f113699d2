package dev.sluice.engine.act;

import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.step.Finish;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The end of an action: stored first, told second. */
@Singleton
public class Conclusion {
    private final RunStore runs;
    private final Commits commits;
    private final Answers answers;
    private final Finish finish;
    private final Clock clock;

    public Conclusion(RunStore runs, Commits commits, Answers answers, Finish finish, Clock clock) {
        this.runs = runs;
        this.commits = commits;
        this.answers = answers;
        this.finish = finish;
        this.clock = clock;
    }

    void end(ActionState action, ActionOutcome outcome) {
        if (!commits.commit(Write.save(action.ended(outcome, clock.instant()))).done()) {
            throw new IllegalStateException("Another worker changed the action of run " + action.run() + ".");
        }
        tell(runs.action(action.run()).orElseThrow(), outcome);
    }

    /**
     * Tells the execution. Where the run had its end before its action had, Finish left the lane to us: nothing runs there any
     * more, so now the run can be settled.
     */
    void tell(ActionState action, ActionOutcome outcome) {
        answers.end(action, outcome);
        Run run = runs.run(action.run()).orElseThrow();
        boolean leftToUs = run.finishedAt().filter(action::endedAfter).isPresent();
        if (leftToUs && !run.settled()) {
            finish.settle(run);
        }
    }
}
