package dev.sluice.asl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.StateMachineDescription;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.language.Definition;
import java.util.Map;

/** The operations on state machines, in AWS's shapes. */
final class MachineOperations {
    private final StepFunctions engine;

    MachineOperations(StepFunctions engine) {
        this.engine = engine;
    }

    void addTo(Map<String, StepFunctionsProtocol.Operation> operations) {
        operations.put("CreateStateMachine", this::create);
        operations.put("UpdateStateMachine", this::update);
        operations.put("DescribeStateMachine", this::describe);
        operations.put("ListStateMachines", this::list);
        operations.put("DeleteStateMachine", this::delete);
        operations.put("ValidateStateMachineDefinition", MachineOperations::validate);
    }

    private JsonNode create(Parameters parameters) {
        String type = parameters.optionalText("type").orElse("STANDARD");
        if (!type.equals("STANDARD")) {
            throw new RequestRefused("StateMachineTypeNotSupported", "Only STANDARD is supported here, not " + type);
        }
        StateMachineDescription machine = engine.createStateMachine(
                parameters.text("name"), parameters.text("definition"), parameters.text("roleArn"));
        return object().put("stateMachineArn", machine.arn())
                .put("creationDate", Dates.seconds(machine.creationDate()));
    }

    private JsonNode update(Parameters parameters) {
        StateMachineDescription machine = engine.updateStateMachine(
                parameters.text("stateMachineArn"),
                parameters.optionalText("definition"),
                parameters.optionalText("roleArn"));
        return object().put("updateDate", Dates.seconds(machine.updateDate())).put("revisionId", machine.revision());
    }

    private JsonNode describe(Parameters parameters) {
        StateMachineDescription machine = engine.describeStateMachine(parameters.text("stateMachineArn"));
        ObjectNode body = summary(machine)
                .put("status", "ACTIVE")
                .put("definition", machine.definition())
                .put("roleArn", machine.roleArn())
                .put("revisionId", machine.revision());
        body.putObject("loggingConfiguration").put("level", "OFF").put("includeExecutionData", false);
        body.putObject("tracingConfiguration").put("enabled", false);
        return body;
    }

    private JsonNode list(Parameters parameters) {
        Parameters.Page<StateMachineDescription> page =
                parameters.page(engine.listStateMachines(), StateMachineDescription::arn);
        ObjectNode body = object();
        ArrayNode machines = body.putArray("stateMachines");
        page.items().forEach(machine -> machines.add(summary(machine)));
        page.nextToken().ifPresent(token -> body.put("nextToken", token));
        return body;
    }

    private JsonNode delete(Parameters parameters) {
        engine.deleteStateMachine(parameters.text("stateMachineArn"));
        return object();
    }

    private static JsonNode validate(Parameters parameters) {
        ObjectNode body = object().put("result", "OK").put("truncated", false);
        ArrayNode diagnostics = body.putArray("diagnostics");
        try {
            Definition.read(parameters.text("definition"));
        } catch (RequestRefused e) {
            if (!e.type().equals("InvalidDefinition")) {
                throw e;
            }
            body.put("result", "FAIL");
            diagnostics
                    .addObject()
                    .put("severity", "ERROR")
                    .put("code", "SCHEMA_VALIDATION_FAILED")
                    .put("message", e.getMessage());
        }
        return body;
    }

    private static ObjectNode summary(StateMachineDescription machine) {
        return object().put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("type", "STANDARD")
                .put("creationDate", Dates.seconds(machine.creationDate()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
