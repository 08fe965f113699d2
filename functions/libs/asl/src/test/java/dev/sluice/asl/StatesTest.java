package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatesTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pass_hands_its_input_on_where_it_has_no_output() {
        assertThat(world.run("{'Type': 'Pass', 'End': true}", "{'a': [1, null, 'x']}")
                        .output())
                .hasValue(World.json("{'a':[1,null,'x']}"));
    }

    @Test
    void output_replaces_each_expression_and_leaves_the_rest() {
        String state =
                "{'Type': 'Pass', 'Output': {'n': '{% $states.input.a + 1 %}', 'k': ['x', true, null]}, 'End': true}";
        assertThat(world.run(state, "{'a': 1}").output()).hasValue(World.json("{'n':2,'k':['x',true,null]}"));
    }

    @Test
    void a_null_in_the_input_stays_a_null_and_is_not_undefined() {
        String state =
                "{'Type': 'Pass', 'Output': '{% {´v´: $states.input.a, ´type´: $type($states.input.a)} %}', 'End': true}";
        assertThat(world.run(state, "{'a': null}").output()).hasValue(World.json("{'v':null,'type':'null'}"));
    }

    @Test
    void assigned_variables_are_seen_by_later_states_and_not_by_their_own() {
        String states = "'One': {'Type': 'Pass', 'Assign': {'x': 1}, 'Next': 'Two'},"
                + "'Two': {'Type': 'Pass', 'Assign': {'x': '{% $x + 1 %}', 'y': '{% $x %}'}, 'Next': 'Three'},"
                + "'Three': {'Type': 'Pass', 'Output': '{% [$x, $y] %}', 'End': true}";
        String arn = world.start("One", states, "{}");
        assertThat(world.describe(arn).output()).hasValue("[2,1]");
    }

    @Test
    void the_context_object_tells_of_the_execution_the_state_and_the_machine() {
        String arn = world.start(
                "Only", "'Only': {'Type': 'Pass', 'Output': '{% $states.context %}', 'End': true}", "{'run_id': 'r1'}");
        var context = World.tree(world.describe(arn).output().orElseThrow());
        assertThat(context.at("/Execution/Id").asText()).isEqualTo(arn);
        assertThat(context.at("/Execution/Name").asText()).isEqualTo("run");
        assertThat(context.at("/Execution/Input/run_id").asText()).isEqualTo("r1");
        assertThat(context.at("/Execution/StartTime").asText()).isEqualTo("2026-01-02T12:00:00Z");
        assertThat(context.at("/State/Name").asText()).isEqualTo("Only");
        assertThat(context.at("/State/RetryCount").asInt(-1)).isZero();
        assertThat(context.at("/StateMachine/Name").asText()).isEqualTo("machine-0");
        assertThat(context.has("Task")).isFalse();
    }

    @Test
    void choice_takes_the_first_rule_that_holds() {
        String arn = world.start("Choose", choice("'Default': 'C'"), "{'n': 7}");
        assertThat(world.describe(arn).output()).hasValue("\"more than 5\"");
    }

    @Test
    void choice_takes_its_default_with_the_output_of_the_state() {
        String arn = world.start("Choose", choice("'Default': 'C', 'Output': 'default'"), "{'n': 1}");
        assertThat(world.describe(arn).output()).hasValue("\"default\"");
    }

    @Test
    void choice_without_a_rule_that_holds_and_without_default_fails_with_no_choice_matched() {
        String states = choice("'Comment': 'no default'").replace("'Next': 'B'", "'Next': 'C'");
        String arn = world.start("Choose", states.replace("'B': {'Type': 'Pass', 'End': true},", ""), "{'n': 1}");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(world.describe(arn).error()).hasValue("States.NoChoiceMatched");
    }

    @Test
    void a_condition_that_is_no_boolean_fails_the_execution() {
        String states = choice("'Default': 'C'").replace("$states.input.n > 5", "$states.input.n");
        String arn = world.start("Choose", states, "{'n': 1}");
        assertThat(world.describe(arn).error()).hasValue("States.QueryEvaluationError");
    }

    @Test
    void choice_assigns_in_the_rule_that_it_takes() {
        String states = "'Choose': {'Type': 'Choice', 'Choices': ["
                + "{'Condition': '{% true %}', 'Assign': {'x': 'rule'}, 'Next': 'End'}], 'Assign': {'x': 'default'}, 'Default': 'End'},"
                + "'End': {'Type': 'Pass', 'Output': '{% $x %}', 'End': true}";
        assertThat(world.describe(world.start("Choose", states, "{}")).output()).hasValue("\"rule\"");
    }

    @Test
    void wait_lasts_as_many_seconds_as_it_says() {
        Instant before = world.time.now();
        ExecutionDescription end =
                world.run("{'Type': 'Wait', 'Seconds': '{% $states.input.s %}', 'End': true}", "{'s': 90}");
        assertThat(end.end().orElseThrow().stopDate()).isEqualTo(before.plusSeconds(90));
    }

    @Test
    void wait_lasts_until_its_timestamp() {
        String state = "{'Type': 'Wait', 'Timestamp': '{% $states.input.at %}', 'End': true}";
        ExecutionDescription end = world.run(state, "{'at': '2026-01-02T14:00:00+01:00'}");
        assertThat(end.end().orElseThrow().stopDate()).isEqualTo(Instant.parse("2026-01-02T13:00:00Z"));
    }

    @Test
    void wait_for_a_time_that_has_passed_does_not_wait() {
        String state = "{'Type': 'Wait', 'Timestamp': '2020-01-01T00:00:00Z', 'End': true}";
        assertThat(world.run(state, "{}").end().orElseThrow().stopDate()).isEqualTo(world.time.now());
    }

    @Test
    void fractions_of_seconds_are_refused() {
        String state = "{'Type': 'Wait', 'Seconds': '{% $states.input.s %}', 'End': true}";
        ExecutionDescription end = world.run(state, "{'s': 1.5}");
        assertThat(end.error()).hasValue("States.QueryEvaluationError");
        assertThat(end.cause().orElseThrow())
                .contains("Seconds")
                .contains("whole number")
                .contains("1.5");
    }

    @Test
    void succeed_ends_with_its_output() {
        assertThat(world.run("{'Type': 'Succeed', 'Output': '{% $states.input.a %}'}", "{'a': 5}")
                        .output())
                .hasValue("5");
    }

    @Test
    void fail_ends_with_its_error_and_cause() {
        String state = "{'Type': 'Fail', 'Error': '{% ´Our.´ & $states.input.e %}', 'Cause': 'because'}";
        ExecutionDescription end = world.run(state, "{'e': 'Error'}");
        assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).hasValue("Our.Error");
        assertThat(end.cause()).hasValue("because");
    }

    @Test
    void a_machine_that_runs_longer_than_its_timeout_is_timed_out() {
        String definition = "{'QueryLanguage': 'JSONata', 'TimeoutSeconds': 60, 'StartAt': 'W', 'States': {"
                + "'W': {'Type': 'Wait', 'Seconds': 3600, 'End': true}}}";
        String arn = world.start(definition, "{}");
        world.time.advance(Duration.ofSeconds(59));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(world.eventTypes(arn)).last().isEqualTo("ExecutionTimedOut");
        assertThat(world.time.alarms()).isZero();
    }

    @Test
    void a_loop_without_an_end_is_stopped_at_the_limit_of_history_events() {
        String states = "'A': {'Type': 'Pass', 'Next': 'B'}, 'B': {'Type': 'Choice', 'Choices': "
                + "[{'Condition': '{% true %}', 'Next': 'A'}]}";
        String arn = world.start("A", states, "{}");
        assertThat(world.describe(arn).error()).hasValue("States.Runtime");
        assertThat(world.eventTypes(arn)).hasSizeLessThanOrEqualTo(25_000);
    }

    @Test
    void the_listener_hears_of_the_start_and_of_the_end() {
        String arn = world.start("Only", "'Only': {'Type': 'Wait', 'Seconds': 5, 'End': true}", "{'a': 1}");
        world.time.advance(Duration.ofSeconds(5));
        assertThat(world.heard)
                .extracting(ExecutionDescription::status)
                .containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED);
        var detail = world.heard.get(1).eventDetail();
        assertThat(detail.path("executionArn").asText()).isEqualTo(arn);
        assertThat(detail.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(detail.path("stopDate").asLong() - detail.path("startDate").asLong())
                .isEqualTo(5_000);
        assertThat(detail.path("output").asText()).isEqualTo(World.json("{'a':1}"));
        assertThat(List.of(detail.path("error"), detail.path("cause"))).allMatch(node -> node.isNull());
    }

    private static String choice(String more) {
        return "'Choose': {'Type': 'Choice', 'Choices': ["
                + "{'Condition': '{% $states.input.n > 5 %}', 'Output': 'more than 5', 'Next': 'C'},"
                + "{'Condition': '{% $states.input.n > 3 %}', 'Output': 'more than 3', 'Next': 'B'}], " + more + "},"
                + "'B': {'Type': 'Pass', 'End': true}, 'C': {'Type': 'Pass', 'End': true}";
    }
}
