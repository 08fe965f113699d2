package dev.sluice.engine.act;

import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.step.Finish;
import jakarta.inject.Singleton;

/** The end of an action: stored first, told second. */
@Singleton
public class Conclusion {
    private final RunStore runs;
    private final Commits commits;
    private final Answers answers;
    private final Finish finish;

    public Conclusion(RunStore runs, Commits commits, Answers answers, Finish finish) {
        this.runs = runs;
        this.commits = commits;
        this.answers = answers;
        this.finish = finish;
    }

    void end(ActionState action, ActionOutcome outcome) {
        if (!commits.commit(Write.save(action.ended(outcome))).done()) {
            throw new IllegalStateException("Another worker changed the action of run " + action.run() + ".");
        }
        tell(runs.action(action.run()).orElseThrow());
    }

    /** Tells the execution. Where it gave up before, does what Finish left undone because the platform was still at work. */
    public void tell(ActionState action) {
        answers.end(action);
        Run run = runs.run(action.run()).orElseThrow();
        if (run.status().isFinal() && !run.settled()) {
            finish.settle(run);
        }
    }
}
