package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.ExecutionDescription.End;
import dev.sluice.asl.ExecutionListener;
import dev.sluice.asl.ExecutionStatus;
import dev.sluice.asl.language.ErrorNames;
import dev.sluice.asl.language.State;
import dev.sluice.asl.query.QueryFailed;
import dev.sluice.asl.query.Scope;
import dev.sluice.asl.query.Template;
import dev.sluice.asl.time.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ways out: of a state to the next one, and of the execution. */
final class Exits {
    private final TimeSource time;
    private final Turn turn;
    private final ExecutionListener listener;

    Exits(TimeSource time, Turn turn, ExecutionListener listener) {
        this.time = time;
        this.turn = turn;
        this.listener = listener;
    }

    /** Leaves the state: output, variables, then the next state or a good end. */
    Optional<Step> leave(Execution execution, State.Exit exit, Scope scope, JsonNode otherwise)
            throws QueryFailed, StateFailed {
        JsonNode output = exit.output().isPresent() ? exit.output().get().evaluate(scope, "Output") : otherwise;
        String text = checked(output, "The output of the state");
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        for (Map.Entry<String, Template> variable : exit.assign().entrySet()) {
            JsonNode value = variable.getValue().evaluate(scope, "Assign/" + variable.getKey());
            checked(value, "The variable '" + variable.getKey() + "'");
            assigned.put(variable.getKey(), value);
        }
        recordExit(execution, text, assigned);
        if (exit.next().isEmpty()) {
            succeed(execution, text);
            return Optional.empty();
        }
        Map<String, JsonNode> variables =
                new LinkedHashMap<>(execution.position().variables());
        variables.putAll(assigned);
        return Optional.of(new Step(exit.next().get(), output, variables));
    }

    /** A JSON text of the value, or States.DataLimitExceeded. */
    static String checked(JsonNode value, String what) throws StateFailed {
        String text = Json.text(value);
        if (Json.tooLarge(text)) {
            throw new StateFailed(Failure.of(ErrorNames.DATA_LIMIT, what + " is larger than 256 KB"));
        }
        return text;
    }

    /** Ends the execution with an error that nothing caught. */
    void fail(Execution execution, Failure failure) {
        Optional<String> error = Optional.of(failure.error()).filter(e -> !e.isEmpty());
        ObjectNode body = body(error, failure.cause());
        execution.record(time.now(), "ExecutionFailed", "executionFailedEventDetails", body);
        close(execution, new End(ExecutionStatus.FAILED, time.now(), Optional.empty(), error, failure.cause()));
    }

    /** Ends the execution because its machine's time is up. */
    void timeOut(Execution execution) {
        Optional<String> error = Optional.of(ErrorNames.TIMEOUT);
        execution.record(
                time.now(), "ExecutionTimedOut", "executionTimedOutEventDetails", body(error, Optional.empty()));
        close(execution, new End(ExecutionStatus.TIMED_OUT, time.now(), Optional.empty(), error, Optional.empty()));
    }

    /** Ends the execution because somebody asked for it. */
    void abort(Execution execution, Optional<String> error, Optional<String> cause) {
        execution.record(time.now(), "ExecutionAborted", "executionAbortedEventDetails", body(error, cause));
        close(execution, new End(ExecutionStatus.ABORTED, time.now(), Optional.empty(), error, cause));
    }

    /** Tells the listener where the execution stands, after the commit. */
    void announce(Execution execution) {
        turn.effect(() -> listener.statusChanged(execution.description()));
    }

    static ObjectNode body(Optional<String> error, Optional<String> cause) {
        ObjectNode body = Json.object();
        error.ifPresent(e -> body.put("error", e));
        cause.ifPresent(c -> body.put("cause", c));
        return body;
    }

    static ObjectNode notTruncated() {
        return Json.object().put("truncated", false);
    }

    private void succeed(Execution execution, String output) {
        ObjectNode body = Json.object().put("output", output).set("outputDetails", notTruncated());
        execution.record(time.now(), "ExecutionSucceeded", "executionSucceededEventDetails", body);
        close(
                execution,
                new End(
                        ExecutionStatus.SUCCEEDED,
                        time.now(),
                        Optional.of(output),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void close(Execution execution, End end) {
        execution.close(end);
        announce(execution);
    }

    private void recordExit(Execution execution, String output, Map<String, JsonNode> assigned) {
        ObjectNode body = Json.object();
        body.put("name", execution.position().state()).put("output", output).set("outputDetails", notTruncated());
        if (!assigned.isEmpty()) {
            ObjectNode variables = body.putObject("assignedVariables");
            assigned.forEach((name, value) -> variables.put(name, Json.text(value)));
            body.set("assignedVariablesDetails", notTruncated());
        }
        execution.record(time.now(), execution.state().type() + "StateExited", "stateExitedEventDetails", body);
    }
}
