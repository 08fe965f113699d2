package dev.sluice.aws;

import dev.sluice.domain.Fields;
import dev.sluice.domain.Secret;
import dev.sluice.domain.run.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Answers the states that wait with a task token. A token is a wake-up and no more: Step Functions gives the same errors for
 * one that was answered and for one that ran out, so {@code GONE} says nothing of how the run is; the table does.
 */
public final class TaskTokens {
    private static final int MAX_ERROR = 256;
    private static final int MAX_CAUSE = 32_768;

    private final SfnClient client;

    public TaskTokens(SfnClient client) {
        this.client = Objects.requireNonNull(client, "client");
    }

    /** {@code output}: what the waiting state gets as its result. */
    public Answer succeed(Secret token, Map<String, ?> output) {
        String json = new String(DomainJson.bytes(output), StandardCharsets.UTF_8);
        return answer(
                () -> client.sendTaskSuccess(t -> t.taskToken(token.reveal()).output(json)));
    }

    /** {@code error}: one of our own names, at most 256 characters; of {@code cause} the first 32,768 are sent. */
    public Answer fail(Secret token, String error, String cause) {
        if (error.isEmpty() || error.length() > MAX_ERROR) {
            throw new IllegalArgumentException("error: a name of 1 to " + MAX_ERROR + " characters.");
        }
        String sent = cause.substring(0, Math.min(cause.length(), MAX_CAUSE));
        return answer(() -> client.sendTaskFailure(
                t -> t.taskToken(token.reveal()).error(error).cause(sent)));
    }

    /** With the reason as JSON for the cause: {@code {code, message}}. */
    public Answer fail(Secret token, String error, Reason reason) {
        Map<String, String> cause = Map.of("code", Fields.wire(reason.code()), "message", reason.message());
        return fail(token, error, new String(DomainJson.bytes(cause), StandardCharsets.UTF_8));
    }

    /** Says that the task goes on, which resets its HeartbeatSeconds. */
    public Answer heartbeat(Secret token) {
        return answer(() -> client.sendTaskHeartbeat(t -> t.taskToken(token.reveal())));
    }

    private static Answer answer(Runnable call) {
        try {
            call.run();
            return Answer.TAKEN;
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            return Answer.GONE;
        }
    }

    /** Whether a state still waited with that token. */
    public enum Answer {
        TAKEN,
        GONE
    }
}
