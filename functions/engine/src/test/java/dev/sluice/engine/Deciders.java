package dev.sluice.engine;

import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Cancellation;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Write;
import java.time.Instant;
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
        Run run = stage.runs.run(id).orElseThrow();
        Instant now = stage.clock.instant();
        Optional<Approval> open = run.gates().approval().filter(a -> a.isOpenAt(now));
        Optional<Run> moved = open.flatMap(a -> run.on(RunInput.APPROVE, now, Optional.empty()));
        if (moved.isEmpty()) {
            return false;
        }
        Approval.Answer yes = new Approval.Answer(Approval.Decision.APPROVED, by, now, "");
        Run approved = moved.get()
                .edit()
                .gates(run.gates().with(open.get().answered(yes)))
                .build();
        RuleState state = stage.projects.ruleState(run.project(), run.rule().id());
        boolean done = stage.commits
                .commit(Write.save(approved), Write.save(state.notWaitedFor(id)))
                .done();
        if (done && !crashing) {
            tokens.goOn(run);
        }
        return done;
    }

    /** Whether this person's no was the decision. */
    boolean reject(RunId id, String by) {
        Reason why = new Reason(ReasonCode.APPROVAL_REJECTED, "Rejected by " + by + ".");
        boolean open = stage.runs
                .run(id)
                .orElseThrow()
                .gates()
                .approval()
                .filter(a -> a.isOpenAt(stage.clock.instant()))
                .isPresent();
        return open && end(id, RunInput.REJECT, why);
    }

    /** Whether the run was ended, or its platform is to be asked to stop. */
    boolean cancel(RunId id, String by) {
        Run run = stage.runs.run(id).orElseThrow();
        if (run.status() == RunStatus.RUNNING) {
            Cancellation wish = new Cancellation(by, stage.clock.instant());
            return stage.commits
                    .commit(Write.save(run.edit().gates(run.gates().with(wish)).build()))
                    .done();
        }
        return end(id, RunInput.CANCEL, new Reason(ReasonCode.CANCELLED, "Cancelled by " + by + "."));
    }

    private boolean end(RunId id, RunInput input, Reason why) {
        Run run = stage.runs.run(id).orElseThrow();
        Optional<Run> ended = run.on(input, stage.clock.instant(), Optional.of(why));
        if (ended.isEmpty()) {
            return false;
        }
        RuleState state = stage.projects.ruleState(run.project(), run.rule().id());
        boolean done = stage.commits
                .commit(Write.save(ended.get()), Write.save(state.leftBy(id)))
                .done();
        if (done && !crashing) {
            tokens.stop(run, why);
        }
        return done;
    }
}
