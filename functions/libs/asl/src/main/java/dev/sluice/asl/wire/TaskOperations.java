package dev.sluice.asl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.asl.StepFunctions;
import java.util.Map;

/** What whoever holds a task token may say. */
final class TaskOperations {
    private final StepFunctions engine;

    TaskOperations(StepFunctions engine) {
        this.engine = engine;
    }

    void addTo(Map<String, StepFunctionsProtocol.Operation> operations) {
        operations.put("SendTaskSuccess", parameters -> {
            engine.sendTaskSuccess(parameters.text("taskToken"), parameters.text("output"));
            return nothing();
        });
        operations.put("SendTaskFailure", parameters -> {
            engine.sendTaskFailure(
                    parameters.text("taskToken"), parameters.optionalText("error"), parameters.optionalText("cause"));
            return nothing();
        });
        operations.put("SendTaskHeartbeat", parameters -> {
            engine.sendTaskHeartbeat(parameters.text("taskToken"));
            return nothing();
        });
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
