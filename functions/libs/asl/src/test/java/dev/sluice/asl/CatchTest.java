package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchTest {
    private static final String HANDLED = ", 'Next': 'Handled'}]";
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_catcher_without_output_hands_on_the_error_and_its_cause() {
        world.lambda.failsWith("Our.Error");
        var output = World.tree(caught("'Catch': [{'ErrorEquals': ['Our.Error']" + HANDLED)
                .output()
                .orElseThrow());
        assertThat(output.path("Error").asText()).isEqualTo("Our.Error");
        assertThat(World.tree(output.path("Cause").asText())
                        .path("errorMessage")
                        .asText())
                .isEqualTo("no");
    }

    @Test
    void output_and_assign_of_a_catcher_see_the_error_and_the_input() {
        world.lambda.failsWith("Our.Error");
        String states = "'Only': "
                + World.task("'Catch': [{'ErrorEquals': ['States.ALL'],"
                        + " 'Output': {'error': '{% $states.errorOutput.Error %}', 'input': '{% $states.input %}'},"
                        + " 'Assign': {'seen': '{% $states.errorOutput.Error %}'}, 'Next': 'Handled'}], 'End': true")
                + ", 'Handled': {'Type': 'Pass', 'Output': '{% [$states.input, $seen] %}', 'End': true}";
        String arn = world.start("Only", states, "{'a': 1}");
        assertThat(world.describe(arn).output())
                .hasValue(World.json("[{'error':'Our.Error','input':{'a':1}},'Our.Error']"));
    }

    @Test
    void the_first_catcher_that_matches_takes_the_error() {
        world.lambda.failsWith("B");
        String catchers = "'Catch': [{'ErrorEquals': ['A'], 'Output': 'a'" + HANDLED.replace("]", "")
                + ", {'ErrorEquals': ['B'], 'Output': 'b'" + HANDLED.replace("]", "")
                + ", {'ErrorEquals': ['States.ALL'], 'Output': 'all'" + HANDLED;
        assertThat(caught(catchers).output()).hasValue("\"b\"");
    }

    @Test
    void retries_come_before_catchers() {
        world.lambda.failsWith("A").failsWith("A");
        ExecutionDescription end = caught("'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 1}],"
                + " 'Catch': [{'ErrorEquals': ['A'], 'Output': 'caught'" + HANDLED);
        assertThat(world.lambda.payloads()).hasSize(2);
        assertThat(end.output()).hasValue("\"caught\"");
    }

    @ParameterizedTest
    @CsvSource({
        "States.ALL, Some.Error, true",
        "States.ALL, States.Timeout, true",
        "States.ALL, States.HeartbeatTimeout, true",
        "States.ALL, States.QueryEvaluationError, true",
        "States.ALL, States.DataLimitExceeded, false",
        "States.ALL, States.Runtime, false",
        "States.TaskFailed, Some.Error, true",
        "States.TaskFailed, States.TaskFailed, true",
        "States.TaskFailed, States.QueryEvaluationError, true",
        "States.TaskFailed, States.HeartbeatTimeout, true",
        "States.TaskFailed, States.Timeout, false",
        "States.TaskFailed, States.DataLimitExceeded, false",
        "States.Timeout, States.Timeout, true",
        "States.Timeout, States.HeartbeatTimeout, true",
        "States.HeartbeatTimeout, States.HeartbeatTimeout, true",
        "States.HeartbeatTimeout, States.Timeout, false",
        "States.DataLimitExceeded, States.DataLimitExceeded, true",
        "Some.Error, Other.Error, false",
        "Some.Error, some.error, false",
    })
    void a_name_stands_for_the_errors_that_the_specification_says(String name, String error, boolean matches) {
        world.lambda.failsWith(error);
        ExecutionDescription end = caught("'Catch': [{'ErrorEquals': ['" + name + "'], 'Output': 'caught'" + HANDLED);
        assertThat(end.output().isPresent()).isEqualTo(matches);
    }

    @Test
    void a_task_that_takes_too_long_fails_with_a_timeout() {
        world.lambda.neverAnswers();
        ExecutionDescription end =
                caught("'TimeoutSeconds': 30, 'Catch': [{'ErrorEquals': ['States.Timeout']" + HANDLED);
        assertThat(end.output()).hasValue(World.json("{'Error':'States.Timeout','Cause':''}"));
        assertThat(Duration.between(end.startDate(), end.end().orElseThrow().stopDate()))
                .hasSeconds(30);
    }

    @Test
    void an_expression_that_fails_in_the_arguments_can_be_caught() {
        String task =
                "{'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'f',"
                        + " 'Payload': '{% $states.input.missing %}'}, 'Catch': [{'ErrorEquals': ['States.QueryEvaluationError'],"
                        + " 'Output': 'caught', 'Next': 'Handled'}], 'End': true}";
        String arn = world.start("Only", "'Only': " + task + ", 'Handled': {'Type': 'Succeed'}", "{}");
        assertThat(world.describe(arn).output()).hasValue("\"caught\"");
        assertThat(world.lambda.payloads()).isEmpty();
    }

    @Test
    void an_expression_that_fails_in_the_output_can_be_caught() {
        assertThat(caught("'Output': '{% $states.result.missing %}', 'Catch': [{'ErrorEquals':"
                                + " ['States.QueryEvaluationError'], 'Output': 'caught'" + HANDLED)
                        .output())
                .hasValue("\"caught\"");
    }

    @Test
    void an_expression_that_fails_in_a_catcher_is_not_caught_again() {
        world.lambda.failsWith("A");
        ExecutionDescription end =
                caught("'Catch': [{'ErrorEquals': ['States.ALL'], 'Output': '{% $states.result %}'" + HANDLED);
        assertThat(end.error()).hasValue("States.QueryEvaluationError");
    }

    @Test
    void a_result_beyond_256_kb_ends_the_execution_in_spite_of_states_all() {
        world.lambda.returns("'" + "x".repeat(262_144) + "'");
        ExecutionDescription end = caught("'Catch': [{'ErrorEquals': ['States.ALL']" + HANDLED);
        assertThat(end.error()).hasValue("States.DataLimitExceeded");
    }

    @Test
    void an_output_beyond_256_kb_ends_the_execution() {
        String state =
                "{'Type': 'Pass', 'Output': '{% $join($map([1..300000], function($i) { ´x´ })) %}', 'End': true}";
        assertThat(world.run(state, "{}").error()).hasValue("States.DataLimitExceeded");
    }

    private ExecutionDescription caught(String more) {
        String states = "'Only': " + World.task(more + ", 'End': true") + ", 'Handled': {'Type': 'Succeed'}";
        if (!more.contains("'Handled'")) {
            throw new IllegalArgumentException("A catcher must lead to Handled");
        }
        String arn = world.start("Only", states, "{'a': 1}");
        world.time.advance(Duration.ofMinutes(10));
        return world.describe(arn);
    }
}
