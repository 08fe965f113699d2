package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void each_delay_grows_by_the_backoff_rate_up_to_the_maximum() {
        for (int i = 0; i < 5; i++) {
            world.lambda.failsWith("Busy");
        }
        String arn = start("'Retry': [{'ErrorEquals': ['Busy'], 'IntervalSeconds': 2, 'BackoffRate': 3,"
                + " 'MaxDelaySeconds': 20, 'MaxAttempts': 5}]");
        int[] delays = {2, 6, 18, 20, 20};
        for (int i = 0; i < delays.length; i++) {
            assertThat(world.lambda.payloads()).hasSize(i + 1);
            world.time.advance(Duration.ofSeconds(delays[i]).minusMillis(1));
            assertThat(world.lambda.payloads()).hasSize(i + 1);
            world.time.advance(Duration.ofMillis(1));
        }
        assertThat(world.lambda.payloads()).hasSize(6);
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void three_attempts_one_second_and_twice_that_each_time_are_the_defaults() {
        world.lambda.failsWith("Busy").failsWith("Busy").failsWith("Busy").failsWith("Busy");
        String arn = start("'Retry': [{'ErrorEquals': ['States.ALL']}]");
        Duration took =
                world.time.advanceUntil(() -> world.describe(arn).status().closed(), Duration.ofDays(1));
        assertThat(took).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
        assertThat(world.lambda.payloads()).hasSize(4);
        assertThat(world.describe(arn).error()).hasValue("Busy");
    }

    @Test
    void full_jitter_draws_each_delay_between_nothing_and_its_whole() {
        for (int i = 0; i < 20; i++) {
            world.lambda.failsWith("Busy");
        }
        String arn = start("'Retry': [{'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 10, 'BackoffRate': 1,"
                + " 'MaxAttempts': 20, 'JitterStrategy': 'FULL'}]");
        Duration took =
                world.time.advanceUntil(() -> world.describe(arn).status().closed(), Duration.ofDays(1));
        assertThat(took).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(150));
    }

    @Test
    void the_first_retrier_that_matches_counts_for_itself() {
        world.lambda.failsWith("A").failsWith("B").failsWith("A").failsWith("B").failsWith("B");
        String arn =
                start("'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 2}, {'ErrorEquals': ['B'], 'MaxAttempts': 2}]");
        world.time.advance(Duration.ofMinutes(5));
        assertThat(world.lambda.payloads()).hasSize(5);
        assertThat(world.describe(arn).error()).hasValue("B");
    }

    @Test
    void a_retrier_that_is_used_up_does_not_pass_the_error_to_a_later_one() {
        world.lambda.failsWith("A").failsWith("A").failsWith("A");
        String arn = start(
                "'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 1}, {'ErrorEquals': ['States.ALL'], 'MaxAttempts': 9}]");
        world.time.advance(Duration.ofMinutes(5));
        assertThat(world.lambda.payloads()).hasSize(2);
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void counters_begin_anew_when_the_state_is_entered_again() {
        world.lambda.failsWith("A").returns("{'again': true}").failsWith("A").returns("{'again': false}");
        String states = "'Work': "
                + World.task("'Output': '{% $states.result.Payload %}', 'Retry': [{'ErrorEquals': ['A'],"
                        + " 'MaxAttempts': 1}], 'Next': 'Again'")
                + ", 'Again': {'Type': 'Choice', 'Choices': "
                + "[{'Condition': '{% $states.input.again %}', 'Next': 'Work'}], 'Default': 'End'}, 'End': {'Type': 'Succeed'}";
        String arn = world.start("Work", states, "{}");
        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void no_attempts_mean_no_retry() {
        world.lambda.failsWith("A");
        String arn = start("'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 0}]");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void the_retry_count_is_in_the_context_of_the_next_attempt() {
        world.lambda.failsWith("A").failsWith("B");
        String task =
                "{'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'f',"
                        + " 'Payload': '{% $states.context.State.RetryCount %}'}, 'Retry': [{'ErrorEquals': ['A']},"
                        + " {'ErrorEquals': ['B']}], 'End': true}";
        world.start("Only", "'Only': " + task, "{}");
        world.time.advance(Duration.ofMinutes(1));
        assertThat(world.lambda.payloads())
                .extracting(payload -> payload.asInt())
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_service_error_is_retried_by_its_name() {
        world.lambda.isRefusedWith("Lambda.TooManyRequestsException").returns("1");
        String arn = start("'Retry': [{'ErrorEquals': ['Lambda.TooManyRequestsException'], 'MaxAttempts': 1}]");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_invoker_that_throws_is_a_client_exception() {
        world.lambda.does(payload -> {
            throw new IllegalStateException("no route");
        });
        ExecutionDescription end = world.run(World.task("'End': true"), "{}");
        assertThat(end.error()).hasValue("Lambda.SdkClientException");
        assertThat(end.cause().orElseThrow()).contains("no route");
    }

    @Test
    void a_late_answer_of_an_attempt_that_timed_out_changes_nothing() {
        var first = world.lambda.hangs();
        world.lambda.returns("'second'");
        String arn = start("'TimeoutSeconds': 10, 'Retry': [{'ErrorEquals': ['States.Timeout'], 'IntervalSeconds': 5}],"
                + " 'Output': '{% $states.result.Payload %}'");
        world.time.advance(Duration.ofSeconds(10));
        first.complete(new LambdaInvoker.Answer.Returned("\"first\""));
        world.time.advance(Duration.ofSeconds(5));
        assertThat(world.describe(arn).output()).hasValue("\"second\"");
        assertThat(world.eventTypes(arn)).containsSubsequence("TaskTimedOut", "TaskScheduled", "TaskSucceeded");
    }

    private String start(String more) {
        return world.start("Only", "'Only': " + World.task(more + ", 'End': true"), "{'a': 1}");
    }
}
