package dev.sluice.asl.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.StepFunctions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The Step Functions wire protocol (AWS JSON 1.0) without the wire: a target and a body give a status and a body. It
 * trusts every caller; signatures are not looked at.
 */
public final class StepFunctionsProtocol {
    /** The header that names the operation. */
    public static final String TARGET_HEADER = "X-Amz-Target";
    /** The content type of both directions. */
    public static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private static final System.Logger LOG = System.getLogger(StepFunctionsProtocol.class.getName());
    private static final String PREFIX = "AWSStepFunctions.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Operation> operations;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    /** What goes back: 200, 400 where the request is refused, 500 where we are at fault. */
    public record Answer(int status, String body) {}

    /** One operation: parameters in, result out. */
    @FunctionalInterface
    interface Operation {
        JsonNode run(Parameters parameters);
    }

    /** Speaks for this engine. */
    public StepFunctionsProtocol(StepFunctions engine) {
        Map<String, Operation> all = new TreeMap<>();
        new ExecutionOperations(engine).addTo(all);
        new MachineOperations(engine).addTo(all);
        new TaskOperations(engine).addTo(all);
        this.operations = Map.copyOf(all);
    }

    /**
     * Answers one request.
     *
     * @param target value of {@code X-Amz-Target}, such as {@code AWSStepFunctions.StartExecution}
     * @param body JSON; empty stands for no parameters
     */
    public Answer answer(String target, String body) {
        String name = target.startsWith(PREFIX) ? target.substring(PREFIX.length()) : "";
        Operation operation = operations.get(name);
        if (operation == null) {
            return refusal("UnknownOperationException", "No such operation here: '" + target + "'");
        }
        calls.computeIfAbsent(name, key -> new LongAdder()).increment();
        try {
            JsonNode parameters = body.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body);
            if (!parameters.isObject()) {
                return refusal("SerializationException", "The body must be a JSON object");
            }
            return new Answer(200, operation.run(new Parameters(parameters)).toString());
        } catch (JsonProcessingException e) {
            return refusal("SerializationException", "The body is not JSON: " + e.getOriginalMessage());
        } catch (RequestRefused e) {
            return refusal(e.type(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, name + " failed", e);
            return new Answer(500, error("InternalFailure", "The interpreter failed; its log says why"));
        }
    }

    /** How often each operation was called, since the start. */
    public Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    private static Answer refusal(String type, String message) {
        return new Answer(400, error(type, message));
    }

    private static String error(String type, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return body.put("__type", "com.amazonaws.swf.service.v2.model#" + type)
                .put("message", message)
                .toString();
    }
}
