package dev.sluice.aws;

import dev.sluice.domain.RunId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** The state machine's executions: one per run, named by the run's id, with {@code {"run_id"}} as its whole input. */
public final class RunExecutions {
    private static final Pattern MACHINE = Pattern.compile("(arn:[^:]+:states:[^:]*:[^:]*:)stateMachine:([^:]+)");

    private final SfnClient client;
    private final String machine;
    private final String executionPrefix;

    /** {@code stateMachineArn}: of the machine itself, without version or alias. */
    public RunExecutions(SfnClient client, String stateMachineArn) {
        this.client = Objects.requireNonNull(client, "client");
        this.machine = Objects.requireNonNull(stateMachineArn, "stateMachineArn");
        Matcher arn = MACHINE.matcher(stateMachineArn);
        if (!arn.matches()) {
            throw new IllegalArgumentException(
                    "The state machine is named by an ARN like arn:aws:states:<region>:<account>:stateMachine:<name>.");
        }
        this.executionPrefix = arn.group(1) + "execution:" + arn.group(2) + ":";
    }

    /**
     * Starts the run's execution unless it was started before. While one still runs, Step Functions answers a repeated start
     * as it did the first: that reads {@code STARTED} too.
     */
    public Start start(RunId run) {
        String input = DomainJson.mapper()
                .createObjectNode()
                .put("run_id", run.value())
                .toString();
        try {
            client.startExecution(
                    e -> e.stateMachineArn(machine).name(run.value()).input(input));
            return Start.STARTED;
        } catch (ExecutionAlreadyExistsException e) {
            return Start.ALREADY_STARTED;
        }
    }

    /** How the run's execution is; empty where none was started (or it ended over 90 days ago). */
    public Optional<State> state(RunId run) {
        try {
            String status = client.describeExecution(e -> e.executionArn(executionPrefix + run.value()))
                    .statusAsString();
            return Optional.of("PENDING_REDRIVE".equals(status) ? State.RUNNING : State.valueOf(status));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** What came of a start; both mean that there is an execution. */
    public enum Start {
        STARTED,
        ALREADY_STARTED
    }

    /** As Step Functions has it. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }
}
