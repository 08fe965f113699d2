package dev.sluice.engine.sweep;

import dev.sluice.aws.ActionMessage;
import dev.sluice.aws.ActionsQueue;
import dev.sluice.aws.RunTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Vault;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.RunStore;
import dev.sluice.engine.lane.Lanes;
import dev.sluice.engine.step.ApprovalSteps;
import dev.sluice.engine.step.CooldownWait;
import dev.sluice.engine.step.Ending;
import dev.sluice.engine.step.Finish;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells again what a crash may have kept from being told. */
@Singleton
public class Waking {
    /** A chain of action messages is silent for less than this: its longest pause, the claim and the queue's visibility. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(Waking.class);

    private final RunStore runs;
    private final Waits waits;
    private final Finish finish;
    private final Wires wires;
    private final Clock clock;

    public Waking(RunStore runs, Waits waits, Finish finish, Wires wires, Clock clock) {
        this.runs = runs;
        this.waits = waits;
        this.finish = finish;
        this.wires = wires;
        this.clock = clock;
    }

    /** What a chain's message is made of and sent by, and what wakes an execution. */
    @Singleton
    public record Wires(ActionsQueue queue, Vault vault, RunTokens tokens) {}

    /** All that a run may wait for before its action. */
    @Singleton
    public record Waits(CooldownWait cooldown, ApprovalSteps approval, Lanes lanes) {}

    void wake(Run run) {
        Optional<ActionState> action = runs.action(run.id());
        if (action.isPresent()) {
            resume(action.get());
            return;
        }
        switch (run.pendingToken().map(PendingToken::state).orElse("")) {
            case PendingToken.AWAIT_COOLDOWN -> waits.cooldown().wake(run);
            case PendingToken.ASK_APPROVAL -> waits.approval().look(run);
            case PendingToken.ENTER_LANE -> waits.lanes().wake(run);
            default -> LOG.debugf("Run %s waits for nothing", run.id());
        }
    }

    void finish(RunId run, Ending ending) {
        finish.finish(run, ending);
        runs.action(run).ifPresent(this::resume);
    }

    void afterEnd(Run run) {
        Optional<ActionState> action = runs.action(run.id());
        if (action.isPresent() && action.get().outcome().isEmpty()) {
            resume(action.get());
        } else {
            // Whoever ended the run may have died before the execution was told.
            run.reason().ifPresent(why -> wires.tokens().stop(run, why));
            finish.settle(run);
        }
    }

    /** Queues the message that a chain went silent after, or one that tells a stored outcome again. */
    private void resume(ActionState action) {
        boolean silent = action.claimedUntil().plus(SILENCE).isBefore(clock.instant());
        if (silent || action.outcome().isPresent()) {
            wires.queue()
                    .send(
                            new ActionMessage(
                                    action.run(),
                                    wires.vault().open(PendingToken.purpose(action.run()), action.token()),
                                    action.sequence() + 1),
                            Duration.ZERO);
        }
    }
}
