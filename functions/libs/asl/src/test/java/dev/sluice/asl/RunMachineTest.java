package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state machine that ships, carried out by a step function that plays the real one's part. */
class RunMachineTest {
    private final World world = new World();
    private String arn = "";

    @BeforeEach
    void playTheStepFunction() {
        world.lambda.always(payload -> CompletableFuture.completedFuture(new LambdaInvoker.Answer.Returned(
                World.tree(payload).path("step").asText().equals("admit")
                        ? "{\"verdict\":\"go\"}"
                        : "{\"done\":true}")));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_run_that_is_let_in_gets_its_lane_acts_and_finishes() throws IOException {
        start();
        assertThat(steps()).containsExactly("admit", "enter_lane");
        answerLane();
        JsonNode message = World.tree(world.queue.last().body());
        assertThat(message.path("run_id").asText()).isEqualTo("r1");
        assertThat(message.path("sequence").asInt(-1)).isZero();
        world.engine().sendTaskSuccess(message.path("task_token").asText(), World.json("{'deployment': 'd1'}"));
        assertThat(steps()).containsExactly("admit", "enter_lane", "finish");
        assertThat(world.lambda.lastPayload().at("/outcome/deployment").asText())
                .isEqualTo("d1");
        assertThat(world.describe(arn).output()).hasValue("{\"done\":true}");
        assertThat(world.describe(arn).stateTransitions()).isLessThanOrEqualTo(9);
    }

    @Test
    void a_run_that_is_not_let_in_finishes_with_what_admit_said() throws IOException {
        world.lambda.returns("{'verdict': 'stop', 'reason': 'cooldown'}");
        start();
        assertThat(steps()).containsExactly("admit", "finish");
        assertThat(world.lambda.lastPayload().at("/outcome/reason").asText()).isEqualTo("cooldown");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_lane_that_stays_taken_ends_in_finish_with_a_timeout() throws IOException {
        start();
        world.time.advance(Duration.ofHours(1));
        assertThat(world.lambda.lastPayload().at("/outcome/error/Error").asText())
                .isEqualTo("States.Timeout");
        assertThat(world.queue.messages()).isEmpty();
    }

    @Test
    void a_rejection_in_the_lane_is_not_asked_again() throws IOException {
        start();
        world.engine().sendTaskFailure(laneToken(), Optional.of("Sluice.Cancelled"), Optional.of("by ada"));
        assertThat(steps()).containsExactly("admit", "enter_lane", "finish");
        assertThat(world.lambda.lastPayload().at("/outcome/error/Cause").asText())
                .isEqualTo("by ada");
    }

    @Test
    void an_action_whose_heartbeat_stops_ends_in_finish() throws IOException {
        start();
        answerLane();
        world.time.advance(Duration.ofSeconds(599));
        world.engine().sendTaskHeartbeat(actionToken());
        world.time.advance(Duration.ofMinutes(10));
        assertThat(world.lambda.lastPayload().path("step").asText()).isEqualTo("finish");
        assertThat(world.lambda.lastPayload().at("/outcome/error/Error").asText())
                .isEqualTo("States.HeartbeatTimeout");
    }

    @Test
    void finish_is_tried_again_until_it_works() throws IOException {
        world.lambda.returns("{'verdict': 'stop'}");
        for (int i = 0; i < 8; i++) {
            world.lambda.isRefusedWith("Lambda.ServiceException");
        }
        start();
        world.time.advanceUntil(() -> world.describe(arn).status().closed(), Duration.ofHours(1));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(steps().stream().filter("finish"::equals)).hasSize(9);
    }

    @Test
    void a_queue_that_is_away_for_a_moment_is_tried_again_with_a_new_token() throws IOException {
        world.queue.refusesWith("SQS.SdkClientException");
        start();
        answerLane();
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.queue.messages()).hasSize(2);
        assertThat(world.queue.messages().stream()
                        .map(QueueSender.Message::body)
                        .collect(Collectors.toSet()))
                .hasSize(2);
        world.engine().sendTaskSuccess(actionToken(), "{}");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private void start() throws IOException {
        String definition = Files.readString(Path.of("../../../statemachines/run.asl.json"))
                .replace("${StepFunctionArn}", World.FUNCTION)
                .replace("${ActionsQueueUrl}", "http://localhost/actions");
        String machine = world.engine().createStateMachine("run", definition);
        arn = world.engine()
                .startExecution(machine, "r1", "{\"run_id\":\"r1\"}")
                .executionArn();
    }

    private void answerLane() {
        world.engine().sendTaskSuccess(laneToken(), World.json("{'lane': 'l1'}"));
    }

    private String laneToken() {
        return world.lambda.lastPayload().path("task_token").asText();
    }

    private String actionToken() {
        return World.tree(world.queue.last().body()).path("task_token").asText();
    }

    private List<String> steps() {
        return world.lambda.payloads().stream()
                .map(payload -> payload.path("step").asText())
                .toList();
    }
}
