package dev.sluice.asl.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.time.VirtualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineTypeNotSupportedException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** The ordinary client of AWS against our port: what it can read is in AWS's shape. */
class SfnClientTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/states";

    private final VirtualTime time = new VirtualTime();
    private final List<String> payloads = new ArrayList<>();
    private final StepFunctions engine = StepFunctions.builder()
            .time(time)
            .lambda((function, payload) -> {
                payloads.add(payload);
                return CompletableFuture.completedFuture(new LambdaInvoker.Answer.Returned("{}"));
            })
            .build();
    private final StepFunctionsHttpServer server = StepFunctionsHttpServer.start(engine, 0);
    private final SfnClient client = SfnClient.builder()
            .endpointOverride(server.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
        engine.close();
    }

    @Test
    void starts_describes_and_ends_an_execution() {
        String machine = create("m", waiting());
        String arn = start(machine, "run-1");
        DescribeExecutionResponse running = client.describeExecution(r -> r.executionArn(arn));
        assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(running.startDate()).isEqualTo(time.now());
        assertThat(running.stopDate()).isNull();
        time.advance(Duration.ofSeconds(60));
        DescribeExecutionResponse done = client.describeExecution(r -> r.executionArn(arn));
        assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(done.stopDate()).isEqualTo(time.now());
        assertThat(done.input()).isEqualTo("{\"a\":1}");
        assertThat(done.output()).isEqualTo("{\"a\":1}");
        assertThat(done.stateMachineArn()).isEqualTo(machine);
    }

    @Test
    void answers_tokens() {
        String machine = create("m", token());
        String success = start(machine, "success");
        client.sendTaskHeartbeat(r -> r.taskToken(lastToken()));
        client.sendTaskSuccess(r -> r.taskToken(lastToken()).output("{\"ok\":true}"));
        assertThat(client.describeExecution(r -> r.executionArn(success)).output())
                .isEqualTo("{\"ok\":true}");
        thrown(
                TaskTimedOutException.class,
                () -> client.sendTaskSuccess(r -> r.taskToken(lastToken()).output("1")));

        String failure = start(machine, "failure");
        thrown(
                InvalidOutputException.class,
                () -> client.sendTaskSuccess(r -> r.taskToken(lastToken()).output("{")));
        client.sendTaskFailure(r -> r.taskToken(lastToken()).error("Our.Error").cause("why"));
        DescribeExecutionResponse failed = client.describeExecution(r -> r.executionArn(failure));
        assertThat(failed.error()).isEqualTo("Our.Error");
        assertThat(failed.cause()).isEqualTo("why");
        thrown(InvalidTokenException.class, () -> client.sendTaskHeartbeat(r -> r.taskToken("none")));
    }

    @Test
    void reads_the_history_in_pages_in_both_directions() {
        String arn = start(create("m", token()), "run-1");
        client.sendTaskSuccess(r -> r.taskToken(lastToken()).output("{}"));
        List<HistoryEvent> forward = new ArrayList<>();
        client.getExecutionHistoryPaginator(r -> r.executionArn(arn).maxResults(3))
                .events()
                .forEach(forward::add);
        assertThat(forward)
                .extracting(HistoryEvent::type)
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.TASK_STATE_ENTERED,
                        HistoryEventType.TASK_SCHEDULED,
                        HistoryEventType.TASK_STARTED,
                        HistoryEventType.TASK_SUBMITTED,
                        HistoryEventType.TASK_SUCCEEDED,
                        HistoryEventType.TASK_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(forward.get(2).taskScheduledEventDetails().resource()).isEqualTo("invoke.waitForTaskToken");
        assertThat(forward.get(1).stateEnteredEventDetails().name()).isEqualTo("T");
        assertThat(forward.get(0).timestamp()).isEqualTo(time.now());
        HistoryEvent last = client.getExecutionHistory(r ->
                        r.executionArn(arn).reverseOrder(true).maxResults(1).includeExecutionData(false))
                .events()
                .get(0);
        assertThat(last.type()).isEqualTo(HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(last.executionSucceededEventDetails().output()).isNull();
    }

    @Test
    void lists_executions_in_pages_and_by_status() {
        String machine = create("m", waiting());
        for (int i = 0; i < 5; i++) {
            start(machine, "run-" + i);
        }
        String stopped = client.listExecutions(r -> r.stateMachineArn(machine))
                .executions()
                .get(0)
                .executionArn();
        assertThat(client.stopExecution(r -> r.executionArn(stopped).error("E").cause("C"))
                        .stopDate())
                .isEqualTo(time.now());
        List<String> names = new ArrayList<>();
        client.listExecutionsPaginator(r -> r.stateMachineArn(machine).maxResults(2))
                .executions()
                .forEach(item -> names.add(item.name()));
        assertThat(names).containsExactly("run-4", "run-3", "run-2", "run-1", "run-0");
        assertThat(client.listExecutions(r -> r.stateMachineArn(machine).statusFilter("ABORTED"))
                        .executions())
                .extracting(ExecutionListItem::name)
                .containsExactly("run-4");
    }

    @Test
    void keeps_state_machines() {
        String machine = create("m", waiting());
        String changed = waiting().replace("60", "61");
        assertThat(client.updateStateMachine(r -> r.stateMachineArn(machine).definition(changed))
                        .updateDate())
                .isEqualTo(time.now());
        assertThat(client.describeStateMachine(r -> r.stateMachineArn(machine)).definition())
                .isEqualTo(changed);
        assertThat(client.describeStateMachine(r -> r.stateMachineArn(machine)).roleArn())
                .isEqualTo(ROLE);
        assertThat(client.listStateMachines().stateMachines()).hasSize(1);
        client.deleteStateMachine(r -> r.stateMachineArn(machine));
        assertThat(client.listStateMachines().stateMachines()).isEmpty();
    }

    @Test
    void validates_a_definition_without_creating_it() {
        assertThat(client.validateStateMachineDefinition(r -> r.definition(waiting()))
                        .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        var failed = client.validateStateMachineDefinition(r -> r.definition("{}"));
        assertThat(failed.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(failed.diagnostics().get(0).message()).contains("[States]");
    }

    @Test
    void refuses_with_the_exceptions_that_the_client_knows() {
        String machine = create("m", waiting());
        start(machine, "taken");
        String none = machine + "x";
        thrown(
                ExecutionAlreadyExistsException.class,
                () -> client.startExecution(
                        r -> r.stateMachineArn(machine).name("taken").input("[]")));
        thrown(StateMachineDoesNotExistException.class, () -> client.startExecution(r -> r.stateMachineArn(none)));
        thrown(
                InvalidNameException.class,
                () -> client.startExecution(r -> r.stateMachineArn(machine).name("a b")));
        thrown(
                InvalidExecutionInputException.class,
                () -> client.startExecution(r -> r.stateMachineArn(machine).input("{")));
        thrown(InvalidArnException.class, () -> client.describeExecution(r -> r.executionArn("x")));
        thrown(
                ExecutionDoesNotExistException.class,
                () -> client.describeExecution(
                        r -> r.executionArn(machine.replace("stateMachine", "execution") + ":none")));
        thrown(InvalidDefinitionException.class, () -> create("n", "{}"));
        thrown(
                StateMachineTypeNotSupportedException.class,
                () -> client.createStateMachine(
                        r -> r.name("n").definition(waiting()).roleArn(ROLE).type("EXPRESS")));
        thrown(ValidationException.class, () -> client.describeExecution(r -> {}));
        thrown(SfnException.class, () -> client.listActivities());
    }

    @Test
    void counts_calls_by_operation() {
        String machine = create("m", waiting());
        start(machine, "a");
        start(machine, "b");
        assertThat(server.calls()).containsEntry("CreateStateMachine", 1L).containsEntry("StartExecution", 2L);
    }

    @Test
    void says_what_is_wrong_with_a_body_that_is_no_json() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("X-Amz-Target", "AWSStepFunctions.StartExecution")
                .POST(HttpRequest.BodyPublishers.ofString("{\"stateMachineArn\": "))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException");
    }

    private String create(String name, String definition) {
        CreateStateMachineResponse created = client.createStateMachine(
                r -> r.name(name).definition(definition).roleArn(ROLE));
        assertThat(created.creationDate()).isEqualTo(time.now());
        return created.stateMachineArn();
    }

    private String start(String machine, String name) {
        return client.startExecution(r -> r.stateMachineArn(machine).name(name).input("{\"a\":1}"))
                .executionArn();
    }

    private String lastToken() {
        return payloads.get(payloads.size() - 1).replace("\"", "");
    }

    private static void thrown(Class<? extends SfnException> type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(type);
    }

    private static String waiting() {
        return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":60,"
                + "\"End\":true}}}";
    }

    private static String token() {
        return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":"
                + "\"arn:aws:states:::lambda:invoke.waitForTaskToken\",\"Arguments\":{\"FunctionName\":\"f\",\"Payload\":"
                + "\"{% $states.context.Task.Token %}\"},\"End\":true}}}";
    }
}
