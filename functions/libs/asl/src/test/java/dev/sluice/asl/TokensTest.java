package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_answer_to_a_token_is_the_result_of_its_task() {
        String arn = wait("'Output': '{% $states.result.verdict %}'");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.engine().sendTaskSuccess(world.lambda.lastToken(), World.json("{'verdict': 'go'}"));
        assertThat(world.describe(arn).output()).hasValue("\"go\"");
    }

    @Test
    void a_failure_for_a_token_reaches_the_catcher() {
        String arn = wait("'Catch': [{'ErrorEquals': ['Our.Rejection'], 'Next': 'Handled'}]");
        world.engine().sendTaskFailure(world.lambda.lastToken(), Optional.of("Our.Rejection"), Optional.of("no"));
        assertThat(world.describe(arn).output()).hasValue(World.json("{'Error':'Our.Rejection','Cause':'no'}"));
    }

    @Test
    void what_the_function_returns_is_not_the_result() {
        world.lambda.returns("{'mine': true}");
        String arn = wait("'TimeoutSeconds': 60");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(world.event(arn, "TaskSubmitted")
                        .at("/taskSubmittedEventDetails/output")
                        .asText())
                .contains("mine");
    }

    @Test
    void a_function_that_fails_fails_the_task_without_waiting_for_the_token() {
        world.lambda.failsWith("Our.Error");
        String arn = wait("'TimeoutSeconds': 60");
        assertThat(world.describe(arn).error()).hasValue("Our.Error");
    }

    @Test
    void a_token_may_be_answered_before_the_function_returns() {
        world.lambda.does(payload -> {
            world.engine().sendTaskSuccess(World.tree(payload).path("token").asText(), "\"early\"");
            return CompletableFuture.completedFuture(new LambdaInvoker.Answer.FunctionError("{}"));
        });
        String arn = wait("'TimeoutSeconds': 60");
        assertThat(world.describe(arn).output()).hasValue("\"early\"");
        assertThat(world.eventTypes(arn)).doesNotContain("TaskFailed");
    }

    @Test
    void a_token_is_answered_once() {
        wait("'TimeoutSeconds': 60");
        String token = world.lambda.lastToken();
        world.engine().sendTaskSuccess(token, "1");
        refused("TaskTimedOut", token);
    }

    @Test
    void a_token_whose_time_is_up_is_not_taken() {
        String arn = wait("'TimeoutSeconds': 60");
        world.time.advance(Duration.ofSeconds(60));
        refused("TaskTimedOut", world.lambda.lastToken());
        assertThat(world.describe(arn).error()).hasValue("States.Timeout");
    }

    @Test
    void a_retry_brings_a_new_token_and_kills_the_old_one() {
        String arn = wait("'TimeoutSeconds': 60, 'Retry': [{'ErrorEquals': ['States.Timeout'], 'IntervalSeconds': 1}]");
        String old = world.lambda.lastToken();
        world.time.advance(Duration.ofSeconds(61));
        assertThat(world.lambda.lastToken()).isNotEqualTo(old);
        refused("TaskTimedOut", old);
        world.engine().sendTaskSuccess(world.lambda.lastToken(), "2");
        assertThat(world.describe(arn).output()).hasValue("2");
    }

    @Test
    void a_token_of_a_stopped_execution_is_not_taken() {
        String arn = wait("'TimeoutSeconds': 60");
        world.engine().stopExecution(arn, Optional.empty(), Optional.empty());
        refused("TaskTimedOut", world.lambda.lastToken());
    }

    @Test
    void a_token_that_no_task_was_given_does_not_exist() {
        wait("'TimeoutSeconds': 60");
        String token = world.lambda.lastToken();
        try (World other = new World()) {
            assertThatThrownBy(() -> other.engine().sendTaskHeartbeat(token))
                    .isInstanceOf(RequestRefused.class)
                    .extracting("type")
                    .isEqualTo("TaskDoesNotExist");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "AAAA", "!", "AQAAAAAAAAABAAAAA5z"})
    void what_is_no_token_is_invalid(String token) {
        refused("InvalidToken", token);
    }

    @Test
    void a_token_of_which_one_character_differs_is_invalid() {
        wait("'TimeoutSeconds': 60");
        byte[] token = Base64.getUrlDecoder().decode(world.lambda.lastToken());
        token[20] ^= 1;
        refused("InvalidToken", new String(Base64.getUrlEncoder().encode(token), StandardCharsets.US_ASCII));
    }

    @Test
    void heartbeats_keep_a_task_alive_until_its_timeout() {
        String arn = wait("'TimeoutSeconds': 100, 'HeartbeatSeconds': 30");
        for (int i = 0; i < 4; i++) {
            world.time.advance(Duration.ofSeconds(24));
            world.engine().sendTaskHeartbeat(world.lambda.lastToken());
        }
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.time.advance(Duration.ofSeconds(4));
        assertThat(world.describe(arn).error()).hasValue("States.Timeout");
    }

    @Test
    void a_heartbeat_that_stays_away_fails_the_task() {
        String arn = wait("'TimeoutSeconds': 100, 'HeartbeatSeconds': '{% 10 + 20 %}'");
        world.time.advance(Duration.ofSeconds(29));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).error()).hasValue("States.HeartbeatTimeout");
        assertThat(world.eventTypes(arn)).contains("TaskTimedOut");
    }

    @Test
    void a_message_carries_the_token_in_its_body() {
        String states = "'Only': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',"
                + " 'Arguments': {'QueueUrl': 'http://q/actions', 'MessageBody': {'t': '{% $states.context.Task.Token %}'},"
                + " 'DelaySeconds': 5}, 'End': true}";
        String arn = world.start("Only", states, "{}");
        assertThat(world.queue.last().queueUrl()).isEqualTo("http://q/actions");
        assertThat(world.queue.last().delaySeconds()).hasValue(5);
        assertThat(world.queue.last().toString()).doesNotContain("\"t\"");
        world.engine()
                .sendTaskSuccess(World.tree(world.queue.last().body()).path("t").asText(), "3");
        assertThat(world.describe(arn).output()).hasValue("3");
    }

    @Test
    void a_message_without_token_gives_its_id_and_its_hash() {
        String states = "'Only': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'Arguments':"
                + " {'QueueUrl': 'q', 'MessageBody': 'hello', 'MessageGroupId': 'g', 'MessageDeduplicationId': 'd'},"
                + " 'End': true}";
        var output = World.tree(
                world.describe(world.start("Only", states, "{}")).output().orElseThrow());
        assertThat(output.path("MessageId").asText()).isEqualTo("message-1");
        assertThat(output.path("MD5OfMessageBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(world.queue.last().body()).isEqualTo("hello");
        assertThat(world.queue.last().groupId()).hasValue("g");
        assertThat(world.queue.last().deduplicationId()).hasValue("d");
    }

    @Test
    void a_queue_that_refuses_is_retried_by_the_name_of_its_error() {
        world.queue.refusesWith("SQS.SqsException");
        String states = "'Only': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'Arguments':"
                + " {'QueueUrl': 'q', 'MessageBody': 'hello'}, 'Retry': [{'ErrorEquals': ['SQS.SqsException']}], 'End': true}";
        String arn = world.start("Only", states, "{}");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_output_that_is_no_json_is_refused_and_leaves_the_token_alive() {
        String arn = wait("'TimeoutSeconds': 60");
        String token = world.lambda.lastToken();
        assertThatThrownBy(() -> world.engine().sendTaskSuccess(token, "{"))
                .extracting("type")
                .isEqualTo("InvalidOutput");
        world.engine().sendTaskSuccess(token, "4");
        assertThat(world.describe(arn).output()).hasValue("4");
    }

    private String wait(String more) {
        String handled = more.contains("Handled") ? ", 'Handled': {'Type': 'Succeed'}" : "";
        return world.start("Only", "'Only': " + World.tokenTask(more + ", 'End': true") + handled, "{}");
    }

    private void refused(String type, String token) {
        assertThatThrownBy(() -> world.engine().sendTaskSuccess(token, "1"))
                .isInstanceOf(RequestRefused.class)
                .extracting("type")
                .isEqualTo(type);
    }
}
