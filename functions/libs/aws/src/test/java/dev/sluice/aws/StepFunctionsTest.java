package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.time.VirtualTime;
import dev.sluice.asl.wire.StepFunctionsHttpServer;
import dev.sluice.aws.RunExecutions.Start;
import dev.sluice.aws.RunExecutions.State;
import dev.sluice.aws.TaskTokens.Answer;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Executions and task tokens, with the ordinary client against the interpreter's wire protocol. */
class StepFunctionsTest {
    private static final String MACHINE =
            """
            {"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "TimeoutSeconds": 3600, "HeartbeatSeconds": 600, "End": true,
              "Arguments": {"QueueUrl": "http://127.0.0.1/000000000000/actions",
                "MessageBody": {"run_id": "{% $states.input.run_id %}",
                  "task_token": "{% $states.context.Task.Token %}", "sequence": 0}}}}}""";

    private final VirtualTime time = new VirtualTime();
    private final Queue<ActionMessage> sent = new ArrayDeque<>();
    private StepFunctions engine;
    private StepFunctionsHttpServer server;
    private SfnClient client;
    private RunExecutions executions;
    private TaskTokens tokens;

    @BeforeEach
    void start() throws Exception {
        engine = StepFunctions.builder()
                .time(time)
                .queue(message -> {
                    sent.add(ActionMessage.fromJson(message.body()));
                    return CompletableFuture.completedFuture(new QueueSender.Answer.Sent("id"));
                })
                .build();
        server = StepFunctionsHttpServer.start(engine, 0);
        client = SfnClient.builder()
                .endpointOverride(server.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        executions = new RunExecutions(client, engine.createStateMachine("sluice-run", MACHINE));
        tokens = new TaskTokens(client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        engine.close();
    }

    @Test
    void a_run_has_one_execution_with_its_id_as_name_and_input() {
        assertThat(executions.start(Examples.RUN)).isEqualTo(Start.STARTED);

        assertThat(sent.remove().runId()).isEqualTo(Examples.RUN);
        assertThat(executions.state(Examples.RUN)).contains(State.RUNNING);
        assertThat(executions.state(new RunId("another"))).isEmpty();
    }

    @Test
    void starting_again_starts_nothing_while_it_runs_and_after_it_ended() {
        executions.start(Examples.RUN);
        assertThat(executions.start(Examples.RUN)).isEqualTo(Start.STARTED);
        tokens.succeed(token(), Map.of());
        assertThat(executions.state(Examples.RUN)).contains(State.SUCCEEDED);

        assertThat(executions.start(Examples.RUN)).isEqualTo(Start.ALREADY_STARTED);

        assertThat(sent).isEmpty();
        assertThat(executions.state(Examples.RUN)).contains(State.SUCCEEDED);
    }

    @Test
    void a_success_is_the_waiting_states_result() throws Exception {
        executions.start(Examples.RUN);

        assertThat(tokens.succeed(token(), Map.of("outcome", "stop", "count", 2)))
                .isEqualTo(Answer.TAKEN);

        JsonNode output = DomainJson.mapper().readTree(describe().output().orElseThrow());
        assertThat(output.path("outcome").textValue()).isEqualTo("stop");
        assertThat(output.path("count").intValue()).isEqualTo(2);
    }

    @Test
    void a_failure_has_our_own_error_name_and_a_cause() {
        executions.start(Examples.RUN);

        assertThat(tokens.fail(token(), "Sluice.ActionFailed", "x".repeat(40_000)))
                .isEqualTo(Answer.TAKEN);

        assertThat(executions.state(Examples.RUN)).contains(State.FAILED);
        assertThat(describe().error()).contains("Sluice.ActionFailed");
        assertThat(describe().cause().orElseThrow()).hasSize(32_768);
    }

    @Test
    void a_token_that_was_answered_is_gone() {
        executions.start(Examples.RUN);
        Secret token = token();
        tokens.succeed(token, Map.of());

        assertThat(tokens.succeed(token, Map.of())).isEqualTo(Answer.GONE);
        assertThat(tokens.fail(token, "Sluice.Late", "")).isEqualTo(Answer.GONE);
        assertThat(tokens.heartbeat(token)).isEqualTo(Answer.GONE);
    }

    @Test
    void a_token_that_ran_out_is_gone_as_is_one_that_never_was() {
        executions.start(Examples.RUN);
        Secret token = token();
        time.advance(Duration.ofMinutes(11));

        assertThat(executions.state(Examples.RUN)).get().isIn(State.FAILED, State.TIMED_OUT);
        assertThat(tokens.succeed(token, Map.of())).isEqualTo(Answer.GONE);
        assertThat(tokens.heartbeat(new Secret("never was"))).isEqualTo(Answer.GONE);
    }

    @Test
    void heartbeats_keep_a_task_alive() {
        executions.start(Examples.RUN);
        Secret token = token();
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofMinutes(9));
            assertThat(tokens.heartbeat(token)).isEqualTo(Answer.TAKEN);
        }

        assertThat(tokens.succeed(token, Map.of())).isEqualTo(Answer.TAKEN);
        assertThat(executions.state(Examples.RUN)).contains(State.SUCCEEDED);
    }

    @Test
    void an_error_name_that_step_functions_would_refuse_is_refused_here() {
        for (String name : new String[] {"", "x".repeat(257)}) {
            assertThatThrownBy(() -> tokens.fail(new Secret("t"), name, "cause"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("error");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sluice-run",
                "arn:aws:states:us-east-1:000000000000:execution:sluice-run:x",
                "arn:aws:states:us-east-1:000000000000:stateMachine:sluice-run:1"
            })
    void a_state_machine_is_named_by_its_plain_arn(String arn) {
        assertThatThrownBy(() -> new RunExecutions(client, arn)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_service_that_is_away_is_an_exception_and_no_answer() {
        server.close();

        assertThatThrownBy(() -> executions.start(Examples.RUN)).isNotNull();
        assertThatThrownBy(() -> tokens.heartbeat(new Secret("hush"))).hasMessageNotContaining("hush");
    }

    private Secret token() {
        return Optional.ofNullable(sent.poll()).orElseThrow().taskToken();
    }

    private ExecutionDescription describe() {
        return engine.describeExecution("arn:aws:states:us-east-1:000000000000:execution:sluice-run:" + Examples.RUN);
    }
}
