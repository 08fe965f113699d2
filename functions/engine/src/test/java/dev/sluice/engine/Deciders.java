package dev.sluice.engine;

import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Cancellation;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunDecisions;
import dev.sluice.domain.store.Write;
import java.util.Optional;

/** What people do to runs through the API: the one conditional write, and, unless a crash comes between, the token. */
final class Deciders {
    private final Stage stage;
    private final RunTokens tokens;
    private boolean crashing;

    Deciders(Stage stage) {
        this.stage = stage;
        this.tokens = new RunTokens(new TaskTokens(stage.sfn), stage.vault);
    }

    /** From now on everybody dies between the write and the token. */
    void crash() {
        crashing = true;
    }

    /** Whether this person's yes was the decision. */
    boolean approve(RunId id, String by) {
        return answer(id, Approval.Decision.APPROVED, by);
    }

    /** Whether this person's no was the decision. */
    boolean reject(RunId id, String by) {
        return answer(id, Approval.Decision.REJECTED, by);
    }

    /** Whether the run was ended, or its platform is to be asked to stop. */
    boolean cancel(RunId id, String by) {
        Run run = stage.runs.run(id).orElseThrow();
        Cancellation wish = new Cancellation(by, stage.clock.instant());
        Optional<Run> ended = RunDecisions.cancelled(run, wish);
        return ended.isPresent()
                ? decided(run, ended.get())
                : RunDecisions.cancelWished(run, wish)
                        .filter(wished ->
                                stage.commits.commit(Write.save(wished)).done())
                        .isPresent();
    }

    private boolean answer(RunId id, Approval.Decision decision, String by) {
        Run run = stage.runs.run(id).orElseThrow();
        Approval.Answer answer = new Approval.Answer(decision, by, stage.clock.instant(), "");
        return RunDecisions.answered(run, answer)
                .filter(next -> decided(run, next))
                .isPresent();
    }

    private boolean decided(Run run, Run next) {
        RuleState state = stage.projects.ruleState(run.project(), run.rule().id());
        RuleState after = next.status().isFinal() ? state.leftBy(run.id()) : state.notWaitedFor(run.id());
        boolean done = stage.commits.commit(Write.save(next), Write.save(after)).done();
        if (done && !crashing) {
            next.reason().ifPresentOrElse(why -> tokens.stop(run, why), () -> tokens.goOn(run));
        }
        return done;
    }
}
