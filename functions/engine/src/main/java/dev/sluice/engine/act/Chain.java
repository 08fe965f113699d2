package dev.sluice.engine.act;

import dev.sluice.aws.ActionMessage;
import dev.sluice.aws.ActionsQueue;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The chain of messages that follows one action. A message counts once: its number is claimed before anything is done. A
 * lower number than the highest seen is a double; the same number is one while its claim holds.
 */
@Singleton
public class Chain {
    /** How long one message may be worked on before another worker may take it: longer than the function's timeout. */
    static final Duration CLAIM = Duration.ofSeconds(40);

    private final RunStore runs;
    private final Commits commits;
    private final ActionsQueue queue;
    private final Clock clock;

    public Chain(RunStore runs, Commits commits, ActionsQueue queue, Clock clock) {
        this.runs = runs;
        this.commits = commits;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * The action as this message may work on it; empty where it may not: it is a double, or its claim holds. In the second
     * case the one who claimed it may have died, so the message is queued once more, for when the claim has ended; leaving
     * that to the queue would take its whole visibility timeout. Throws where another worker claimed it at the same moment.
     */
    Optional<ActionState> claim(ActionState action, ActionMessage message) {
        if (message.sequence() < action.sequence()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!action.accepts(message.sequence(), now)) {
            queue.send(message, Duration.between(now, action.claimedUntil()).plusSeconds(1));
            return Optional.empty();
        }
        if (!commits.commit(Write.save(action.claimed(message.sequence(), now.plus(CLAIM))))
                .done()) {
            throw new IllegalStateException(
                    "Another worker took message " + message.sequence() + " of run " + action.run() + ".");
        }
        return runs.action(action.run());
    }

    /** Queues the successor. {@code held}: it may not be worked on before, even where it comes twice or from the sweep. */
    void goOn(ActionState action, ActionMessage message, Duration delay, boolean held) {
        int successor = message.sequence() + 1;
        Instant now = clock.instant();
        queue.send(new ActionMessage(action.run(), message.taskToken(), successor), delay);
        // Only now: after a crash before this line this message comes back and queues a second successor, which is then
        // a double. The other way round the chain would end. Losing this write means that the successor is at work
        // already.
        commits.commit(Write.save(action.claimed(successor, held ? now.plus(delay) : now)));
    }
}
