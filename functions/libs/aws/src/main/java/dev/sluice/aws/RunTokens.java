package dev.sluice.aws;

import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.Run;
import java.util.Map;
import java.util.Objects;

/**
 * The task tokens that runs wait with: sealed on their way into the table, opened to wake the execution up. What an
 * execution is told is in the table before, so telling it twice, or not at all, changes nothing for long.
 */
public final class RunTokens {
    /** The error name under which an execution is told to stop, with the reason as JSON for its cause. */
    public static final String STOPPED = "Sluice.Stopped";

    private final TaskTokens tokens;
    private final Vault vault;

    public RunTokens(TaskTokens tokens, Vault vault) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.vault = Objects.requireNonNull(vault, "vault");
    }

    /** The token as the run keeps it while it waits in this state. */
    public PendingToken sealed(Run run, String state, Secret token) {
        return new PendingToken(state, vault.seal(PendingToken.purpose(run.id()), token));
    }

    /** Lets the run's execution go on, if it waits. */
    public void goOn(Run run) {
        run.pendingToken().ifPresent(pending -> goOn(open(run, pending)));
    }

    public void goOn(Secret token) {
        tokens.succeed(token, Map.of("verdict", "go"));
    }

    /** Sends the run's execution to its end, if it waits. */
    public void stop(Run run, Reason reason) {
        run.pendingToken().ifPresent(pending -> stop(open(run, pending), reason));
    }

    public void stop(Secret token, Reason reason) {
        tokens.fail(token, STOPPED, reason);
    }

    /** Has the waiting state tried again, with a new token: the step could not do its work. */
    public void tryAgain(Secret token, String why) {
        tokens.fail(token, "Sluice.Unavailable", why);
    }

    private Secret open(Run run, PendingToken pending) {
        return vault.open(PendingToken.purpose(run.id()), pending.token());
    }
}
