package dev.sluice.engine.act;

import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.util.Map;

/** What act tells the execution that waits for it. An answer that nobody waits for any more is no error. */
@Singleton
public class Answers {
    private final TaskTokens tokens;
    private final Vault vault;
    private final RunStore runs;
    private final Commits commits;

    public Answers(TaskTokens tokens, Vault vault, RunStore runs, Commits commits) {
        this.tokens = tokens;
        this.vault = vault;
        this.runs = runs;
        this.commits = commits;
    }

    /** Whether the execution still waits. */
    boolean heartbeat(ActionState action) {
        return isWaitedFor(open(action));
    }

    void stop(Secret token, Reason reason) {
        tokens.fail(token, RunTokens.STOPPED, reason);
    }

    /** Tells how the action ended; what counts is in the table, so the answer says little. */
    void end(ActionState action, ActionOutcome outcome) {
        Secret token = open(action);
        outcome.failure()
                .ifPresentOrElse(
                        reason -> tokens.fail(token, "Sluice.ActionFailed", reason),
                        () -> tokens.succeed(token, Map.of("outcome", "succeeded")));
    }

    /**
     * A retried Act state sends a first message anew, with a new token. The action then answers to the one that is waited
     * for: the message's, if it is alive.
     */
    ActionState adopt(ActionState action, Secret token, int sequence) {
        if (sequence > 0 || open(action).equals(token) || !isWaitedFor(token)) {
            return action;
        }
        Sealed sealed = vault.seal(PendingToken.purpose(action.run()), token);
        if (!commits.commit(Write.save(action.withToken(sealed))).done()) {
            throw new IllegalStateException("Another worker changed the action of run " + action.run() + ".");
        }
        return runs.action(action.run()).orElseThrow();
    }

    /** Whether an execution waits for this token; a heartbeat is the one question that Step Functions answers so. */
    boolean isWaitedFor(Secret token) {
        return tokens.heartbeat(token) == TaskTokens.Answer.TAKEN;
    }

    private Secret open(ActionState action) {
        return vault.open(PendingToken.purpose(action.run()), action.token());
    }
}
