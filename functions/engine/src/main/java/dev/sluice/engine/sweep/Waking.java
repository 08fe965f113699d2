package dev.sluice.engine.sweep;

import dev.sluice.aws.ActionMessage;
import dev.sluice.aws.ActionsQueue;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Vault;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.RunStore;
import dev.sluice.engine.lane.Lanes;
import dev.sluice.engine.step.Ending;
import dev.sluice.engine.step.Finish;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tells again what a crash may have kept from being told. */
@Singleton
public class Waking {
    /** A chain of action messages is silent for less than this: its longest pause, the claim and the queue's visibility. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    private final RunStore runs;
    private final Lanes lanes;
    private final Finish finish;
    private final Wires wires;
    private final Clock clock;

    public Waking(RunStore runs, Lanes lanes, Finish finish, Wires wires, Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.finish = finish;
        this.wires = wires;
        this.clock = clock;
    }

    /** What a chain's message is made of and sent by. */
    @Singleton
    public record Wires(ActionsQueue queue, Vault vault) {}

    void wake(Run run) {
        Optional<ActionState> action = runs.action(run.id());
        if (action.isPresent()) {
            resume(action.get());
        } else {
            lanes.wake(run);
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
