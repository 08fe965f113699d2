package dev.sluice.domain.run;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import java.util.Objects;

/** The task token that a run's execution waits with, and the state that waits. A retry of the state replaces it. */
public record PendingToken(String state, Sealed token) {
    /** The states of the machine that wait with a token. */
    public static final String AWAIT_COOLDOWN = "AwaitCooldown";

    public static final String ASK_APPROVAL = "AskApproval";
    public static final String ENTER_LANE = "EnterLane";

    public PendingToken {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(token, "token");
    }

    /** What a run's tokens are sealed for. */
    public static String purpose(RunId run) {
        return "token " + run;
    }
}
