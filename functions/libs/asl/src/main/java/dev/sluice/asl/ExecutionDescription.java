package dev.sluice.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One execution as it stands. Input and output are JSON texts.
 *
 * @param end empty while it runs
 * @param stateTransitions how many states it has entered; retries of a state do not count
 */
public record ExecutionDescription(
        String executionArn,
        String stateMachineArn,
        String name,
        Instant startDate,
        String input,
        Optional<End> end,
        int stateTransitions) {
    /** Checks that nothing is null. */
    public ExecutionDescription {
        Objects.requireNonNull(executionArn, "executionArn");
        Objects.requireNonNull(stateMachineArn, "stateMachineArn");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(startDate, "startDate");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(end, "end");
    }

    /**
     * How it closed.
     *
     * @param status any but RUNNING
     * @param output present only where it succeeded
     */
    public record End(
            ExecutionStatus status,
            Instant stopDate,
            Optional<String> output,
            Optional<String> error,
            Optional<String> cause) {
        /** Checks that nothing is null. */
        public End {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(stopDate, "stopDate");
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** RUNNING, or how it closed. */
    public ExecutionStatus status() {
        return end.map(End::status).orElse(ExecutionStatus.RUNNING);
    }

    /** The output, where it succeeded. */
    public Optional<String> output() {
        return end.flatMap(End::output);
    }

    /** The error's name, where it failed. */
    public Optional<String> error() {
        return end.flatMap(End::error);
    }

    /** The error's cause, where it failed. */
    public Optional<String> cause() {
        return end.flatMap(End::cause);
    }

    /**
     * The {@code detail} of the EventBridge event "Step Functions Execution Status Change". Dates are milliseconds; what
     * does not apply is null, as AWS sends it.
     */
    public ObjectNode eventDetail() {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("executionArn", executionArn);
        detail.put("stateMachineArn", stateMachineArn);
        detail.put("name", name);
        detail.put("status", status().name());
        detail.put("startDate", startDate.toEpochMilli());
        detail.set(
                "stopDate",
                end.<JsonNode>map(e -> detail.numberNode(e.stopDate().toEpochMilli()))
                        .orElse(detail.nullNode()));
        detail.put("input", input);
        detail.put("output", output().orElse(null));
        detail.set("inputDetails", JsonNodeFactory.instance.objectNode().put("included", true));
        detail.set(
                "outputDetails",
                output().isPresent() ? JsonNodeFactory.instance.objectNode().put("included", true) : detail.nullNode());
        detail.put("error", error().orElse(null));
        detail.put("cause", cause().orElse(null));
        return detail;
    }
}
