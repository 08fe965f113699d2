package dev.sluice.aws;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import java.util.Objects;

/**
 * "Carry on with this run's action": one link of its polling chain. The first (sequence 1) is written by the state machine in
 * this very shape; act answers each with a successor of the next number, until the action ends.
 */
public record ActionMessage(RunId runId, Secret taskToken, int sequence) {
    private static final String RUN_ID = "run_id";
    private static final String TASK_TOKEN = "task_token";
    private static final String SEQUENCE = "sequence";

    public ActionMessage {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(taskToken, "taskToken");
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence: a whole number from 0 on.");
        }
    }

    /** The message after this one in the same chain. */
    public ActionMessage next() {
        return new ActionMessage(runId, taskToken, sequence + 1);
    }

    /** The message's body. It holds the token in the clear: the queue is its only place. */
    public String toJson() {
        return DomainJson.mapper()
                .createObjectNode()
                .put(RUN_ID, runId.value())
                .put(TASK_TOKEN, taskToken.reveal())
                .put(SEQUENCE, sequence)
                .toString();
    }

    /** Throws {@link IllegalArgumentException} that names the field, for anything that is not such a message. */
    public static ActionMessage fromJson(String json) {
        QueueJson message = QueueJson.parse(json);
        return new ActionMessage(
                message.text(RUN_ID, RunId::new), message.text(TASK_TOKEN, Secret::new), message.whole(SEQUENCE, 0));
    }
}
