package dev.sluice.engine.act;

import dev.sluice.aws.ActionMessage;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.RunStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries an action out, one message at a time: the first starts it on the platform, each later one looks how far it is and
 * queues its successor with a delay. So the queue is the timer, and waiting costs no state transitions.
 */
@Singleton
public class Act {
    private static final Logger LOG = Logger.getLogger(Act.class);

    private final RunStore runs;
    private final Begin begin;
    private final PlatformSteps platform;
    private final Chain chain;
    private final Told told;

    public Act(RunStore runs, Begin begin, PlatformSteps platform, Chain chain, Told told) {
        this.runs = runs;
        this.begin = begin;
        this.platform = platform;
        this.chain = chain;
        this.told = told;
    }

    /** Those who hear of it. */
    @Singleton
    public record Told(Answers answers, Conclusion conclusion) {}

    /** Throws where the message is to be delivered again. */
    public void take(ActionMessage message) {
        Optional<Run> run = runs.run(message.runId());
        if (run.isEmpty()) {
            LOG.warnf("An action message names run %s, which is gone: dropped", message.runId());
            return;
        }
        Optional<ActionState> action = runs.action(message.runId());
        if (action.isEmpty()) {
            start(run.get(), message);
        } else if (action.get().outcome().isPresent()) {
            ActionState current = told.answers().adopt(action.get(), message.taskToken(), message.sequence());
            told.conclusion().tell(current, current.outcome().orElseThrow());
        } else {
            proceed(run.get(), action.get(), message);
        }
    }

    private void start(Run run, ActionMessage message) {
        if (!told.answers().isWaitedFor(message.taskToken())) {
            // Step Functions gave up on this message: a retry sends its own, and otherwise the execution has ended.
            LOG.infof("Run %s: nobody waits for the action that message %d starts", run.id(), message.sequence());
            return;
        }
        Begin.Result result = begin.begin(run, message.taskToken(), message.sequence());
        if (result instanceof Begin.Result.Begun begun) {
            work(begun.run(), begun.action(), message);
        } else if (result instanceof Begin.Result.Stopped stopped) {
            told.answers().stop(message.taskToken(), stopped.reason());
        }
    }

    private void proceed(Run run, ActionState action, ActionMessage message) {
        ActionState current = told.answers().adopt(action, message.taskToken(), message.sequence());
        chain.claim(current, message)
                .ifPresentOrElse(
                        claimed -> work(run, claimed, message),
                        () -> LOG.debugf(
                                "Run %s: message %d is a double, or was claimed by another",
                                run.id(), message.sequence()));
    }

    private void work(Run run, ActionState action, ActionMessage message) {
        boolean waitedFor = told.answers().heartbeat(action);
        PlatformSteps.Next next = platform.advance(run, action, waitedFor);
        if (next.outcome().isPresent()) {
            told.conclusion().end(next.action(), next.outcome().get());
            return;
        }
        if (waitedFor) {
            platform.renewLanes(run);
        }
        if (!waitedFor || run.gates().cancellation().isPresent()) {
            // Somebody cancelled it, or the execution gave up on it. It must not go on unseen: stop it, and watch until
            // it has stopped.
            platform.cancel(run, next.action());
        }
        chain.goOn(next.action(), message, next.delay(), next.held());
    }
}
