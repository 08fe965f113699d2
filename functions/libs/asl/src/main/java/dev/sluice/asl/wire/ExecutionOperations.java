package dev.sluice.asl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.ExecutionStatus;
import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.StepFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The operations on executions, in AWS's shapes. */
final class ExecutionOperations {
    private static final Set<String> DATA = Set.of("input", "output", "parameters", "assignedVariables");

    private final StepFunctions engine;

    ExecutionOperations(StepFunctions engine) {
        this.engine = engine;
    }

    void addTo(Map<String, StepFunctionsProtocol.Operation> operations) {
        operations.put("StartExecution", this::start);
        operations.put("DescribeExecution", this::describe);
        operations.put("StopExecution", this::stop);
        operations.put("ListExecutions", this::list);
        operations.put("GetExecutionHistory", this::history);
    }

    private JsonNode start(Parameters parameters) {
        ExecutionDescription started = engine.startExecution(
                parameters.text("stateMachineArn"),
                parameters.optionalText("name").orElseGet(() -> UUID.randomUUID()
                        .toString()),
                parameters.optionalText("input").orElse("{}"));
        return object().put("executionArn", started.executionArn())
                .put("startDate", Dates.seconds(started.startDate()));
    }

    private JsonNode describe(Parameters parameters) {
        ExecutionDescription found = engine.describeExecution(parameters.text("executionArn"));
        ObjectNode body = summary(found);
        body.put("input", found.input()).set("inputDetails", object().put("included", true));
        found.output()
                .ifPresent(output -> body.put("output", output).set("outputDetails", object().put("included", true)));
        found.error().ifPresent(error -> body.put("error", error));
        found.cause().ifPresent(cause -> body.put("cause", cause));
        return body.put("redriveStatus", "NOT_REDRIVABLE");
    }

    private JsonNode stop(Parameters parameters) {
        ExecutionDescription stopped = engine.stopExecution(
                parameters.text("executionArn"), parameters.optionalText("error"), parameters.optionalText("cause"));
        ObjectNode body = object();
        stopped.end().ifPresent(end -> body.put("stopDate", Dates.seconds(end.stopDate())));
        return body;
    }

    private JsonNode list(Parameters parameters) {
        Optional<ExecutionStatus> wanted =
                parameters.optionalText("statusFilter").map(ExecutionOperations::status);
        List<ExecutionDescription> all = engine.listExecutions(parameters.text("stateMachineArn")).stream()
                .filter(execution -> wanted.isEmpty() || execution.status() == wanted.get())
                .toList();
        Parameters.Page<ExecutionDescription> page = parameters.page(all, ExecutionDescription::executionArn);
        ObjectNode body = object();
        ArrayNode executions = body.putArray("executions");
        page.items().forEach(execution -> executions.add(summary(execution)));
        page.nextToken().ifPresent(token -> body.put("nextToken", token));
        return body;
    }

    private JsonNode history(Parameters parameters) {
        List<JsonNode> all = new ArrayList<>(engine.getExecutionHistory(parameters.text("executionArn")));
        if (parameters.flag("reverseOrder", false)) {
            Collections.reverse(all);
        }
        Parameters.Page<JsonNode> page =
                parameters.page(all, event -> event.path("id").asText());
        boolean data = parameters.flag("includeExecutionData", true);
        ObjectNode body = object();
        ArrayNode events = body.putArray("events");
        page.items().forEach(event -> events.add(data ? event : withoutData(event)));
        page.nextToken().ifPresent(token -> body.put("nextToken", token));
        return body;
    }

    private static JsonNode withoutData(JsonNode event) {
        event.forEach(part -> {
            if (part instanceof ObjectNode details) {
                details.remove(DATA);
            }
        });
        return event;
    }

    private static ObjectNode summary(ExecutionDescription execution) {
        ObjectNode body = object().put("executionArn", execution.executionArn())
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", Dates.seconds(execution.startDate()))
                .put("redriveCount", 0);
        execution.end().ifPresent(end -> body.put("stopDate", Dates.seconds(end.stopDate())));
        return body;
    }

    private static ExecutionStatus status(String name) {
        return Arrays.stream(ExecutionStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestRefused(
                        "ValidationException",
                        "1 validation error detected: 'statusFilter' must be one of "
                                + Arrays.toString(ExecutionStatus.values())));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
