package dev.sluice.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.asl.run.Retention;
import dev.sluice.asl.time.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An engine in virtual time with a scripted function and queue; a restart keeps all but the engine. */
final class World implements AutoCloseable {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:step";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final VirtualTime time = new VirtualTime();
    final ScriptedLambda lambda = new ScriptedLambda();
    final RecordingQueue queue = new RecordingQueue();
    final List<ExecutionDescription> heard = new ArrayList<>();
    private final Optional<Path> journal;
    private final Retention retention;
    private StepFunctions engine;

    World() {
        this(Optional.empty(), Retention.standard());
    }

    World(Path journal) {
        this(Optional.of(journal), Retention.standard());
    }

    World(Optional<Path> journal, Retention retention) {
        this.journal = journal;
        this.retention = retention;
        this.engine = open();
    }

    StepFunctions engine() {
        return engine;
    }

    void restart() {
        engine.close();
        engine = open();
    }

    /** Creates a machine of these states (JSON with ' for ") and starts it. */
    String start(String startAt, String states, String input) {
        return start(machine(startAt, states), input);
    }

    String start(String definition, String input) {
        String arn = engine.createStateMachine(
                "machine-" + engine.listStateMachines().size(), json(definition));
        return engine.startExecution(arn, "run", json(input)).executionArn();
    }

    /** Runs a machine of one state, "Only", to its end, which it must reach by itself. */
    ExecutionDescription run(String state, String input) {
        String arn = start("Only", "'Only': " + state, input);
        time.advanceUntil(() -> describe(arn).status().closed(), Duration.ofDays(2));
        return describe(arn);
    }

    ExecutionDescription describe(String arn) {
        return engine.describeExecution(arn);
    }

    List<String> eventTypes(String arn) {
        return engine.getExecutionHistory(arn).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    JsonNode event(String arn, String type) {
        return engine.getExecutionHistory(arn).stream()
                .filter(event -> event.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + type + " in " + eventTypes(arn)));
    }

    static String machine(String startAt, String states) {
        return "{'QueryLanguage': 'JSONata', 'StartAt': '" + startAt + "', 'States': {" + states + "}}";
    }

    /** A Task that calls the function; more fields may follow. */
    static String task(String more) {
        return "{'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': '"
                + FUNCTION + "', 'Payload': '{% $states.input %}'}, " + more + "}";
    }

    /** A Task that hands a token to the function and waits; more fields may follow. */
    static String tokenTask(String more) {
        return "{'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'Arguments':"
                + " {'FunctionName': '" + FUNCTION + "', 'Payload': {'token': '{% $states.context.Task.Token %}'}}, "
                + more + "}";
    }

    static String json(String withApostrophes) {
        return withApostrophes.replace('\'', '"').replace('´', '\'');
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private StepFunctions open() {
        StepFunctions.Builder builder = StepFunctions.builder()
                .time(time)
                .random(new Random(7))
                .retention(retention)
                .lambda(lambda)
                .queue(queue)
                .listener(heard::add);
        journal.ifPresent(builder::journal);
        return builder.build();
    }
}
