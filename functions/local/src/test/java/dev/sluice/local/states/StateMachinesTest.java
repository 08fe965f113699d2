package dev.sluice.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.aws.Clients;
import dev.sluice.local.aws.Queues;
import dev.sluice.local.aws.SqsServer;
import dev.sluice.local.events.EventRules;
import dev.sluice.local.events.Invoker;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.Ports;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.template.EventRuleSpec;
import dev.sluice.local.template.QueueSpec;
import dev.sluice.local.template.StateMachineSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class StateMachinesTest {

    private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:Run";
    private static final String DEFINITION =
            """
            {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {
              "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 30,
                "Arguments": {"FunctionName": "arn:aws:lambda:us-east-1:000000000000:function:Step", "Payload": {"step": "STEP"}},
                "Output": "{% $states.result.Payload %}", "Next": "Tell"},
              "Tell": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSeconds": 30,
                "Arguments": {"QueueUrl": "http://127.0.0.1:1/000000000000/actions", "MessageBody": "{% $states.input %}"},
                "End": true}}}
            """;

    @TempDir
    private Path folder;

    private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
    private SqsServer server;
    private SqsClient sqs;
    private Queues queues;

    @BeforeEach
    void start() throws Exception {
        server = SqsServer.start(folder.resolve("sqs"), Ports.anyFree(), "us-east-1", "000000000000");
        sqs = Clients.sqs(server.url(), "us-east-1");
        queues = new Queues(sqs, server.url(), "000000000000");
        queues.make(List.of(new QueueSpec("actions", "arn", Map.of())));
    }

    @AfterEach
    void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void calls_the_function_and_sends_to_the_queue_where_it_is_now() throws Exception {
        try (StateMachines machines = machines(DEFINITION, "{\"answer\":1}")) {
            call(
                    machines,
                    "StartExecution",
                    Json.object().put("stateMachineArn", MACHINE).put("input", "{}"));

            assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("Step {\"step\":\"STEP\"}");
            List<Message> sent = sqs.receiveMessage(
                            it -> it.queueUrl(queues.url("actions")).waitTimeSeconds(10))
                    .messages();
            assertThat(sent).singleElement().extracting(Message::body).isEqualTo("{\"answer\":1}");
        }
    }

    @Test
    void tells_the_event_rules_of_an_execution_that_failed() throws Exception {
        try (StateMachines machines = machines(DEFINITION, "boom")) {
            call(
                    machines,
                    "StartExecution",
                    Json.object().put("stateMachineArn", MACHINE).put("input", "{}"));

            assertThat(called.poll(10, TimeUnit.SECONDS)).startsWith("Step ");
            assertThat(called.poll(10, TimeUnit.SECONDS)).startsWith("Sweep ").contains("\"status\":\"FAILED\"");
        }
    }

    @Test
    void brings_a_machine_of_the_journal_to_the_templates_definition() throws Exception {
        machines(DEFINITION, "{}").close();

        try (StateMachines machines = machines(DEFINITION.replace("STEP", "another"), "{}")) {
            JsonNode machine =
                    call(machines, "DescribeStateMachine", Json.object().put("stateMachineArn", MACHINE));

            assertThat(machine.path("definition").asText()).contains("another");
        }
    }

    private StateMachines machines(String definition, String answer) {
        JsonNode failed = Json.parse("{\"detail\":{\"status\":[\"FAILED\"]}}".getBytes(StandardCharsets.UTF_8));
        var target = new EventRuleSpec.Target("Sweep", Optional.empty(), 0);
        var rule = new EventRuleSpec("Failed", Optional.empty(), Optional.of(failed), List.of(target));
        Invoker functions = (name, payload) -> {
            called.add(name + " " + new String(payload, StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            byte[] error = "{\"errorType\":\"Boom\",\"errorMessage\":\"as told\"}".getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(
                    answer.equals("boom")
                            ? new InvocationResult.Failed("Boom", error)
                            : new InvocationResult.Answered(bytes));
        };
        var rules = new EventRules(List.of(rule), functions, Clock.systemUTC(), "us-east-1", "000000000000");
        return StateMachines.start(
                folder.resolve("executions"),
                0,
                List.of(new StateMachineSpec("Run", MACHINE, definition)),
                new StateMachines.Neighbours(functions, sqs, queues, rules));
    }

    private static JsonNode call(StateMachines machines, String operation, JsonNode body) throws Exception {
        URI endpoint = machines.url().resolve("/");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AWSStepFunctions." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Json.parse(answer.body());
    }
}
