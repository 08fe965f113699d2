package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionsTest {
    private final World world = new World();
    private String machine;

    @BeforeEach
    void createMachine() {
        machine = world.engine().createStateMachine("m", definition(60));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_same_start_again_gives_the_execution_that_runs() {
        ExecutionDescription first = world.engine().startExecution(machine, "run-1", "{\"a\":1}");
        world.time.advance(Duration.ofSeconds(5));
        ExecutionDescription second = world.engine().startExecution(machine, "run-1", "{ \"a\": 1 }");
        assertThat(second.executionArn()).isEqualTo(first.executionArn());
        assertThat(second.startDate()).isEqualTo(first.startDate());
        assertThat(world.engine().listExecutions(machine)).hasSize(1);
    }

    @Test
    void the_same_name_with_another_input_is_refused() {
        world.engine().startExecution(machine, "run-1", "{\"a\":1}");
        refused("ExecutionAlreadyExists", () -> world.engine().startExecution(machine, "run-1", "{\"a\":2}"));
    }

    @Test
    void the_name_of_a_closed_execution_is_refused_even_with_the_same_input() {
        world.engine().startExecution(machine, "run-1", "{}");
        world.time.advance(Duration.ofSeconds(60));
        refused("ExecutionAlreadyExists", () -> world.engine().startExecution(machine, "run-1", "{}"));
    }

    @Test
    void the_same_name_is_free_in_another_machine() {
        String other = world.engine().createStateMachine("other", definition(60));
        String one = world.engine().startExecution(machine, "run-1", "{}").executionArn();
        String two = world.engine().startExecution(other, "run-1", "{}").executionArn();
        assertThat(List.of(one, two))
                .containsExactly(
                        "arn:aws:states:us-east-1:000000000000:execution:m:run-1",
                        "arn:aws:states:us-east-1:000000000000:execution:other:run-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:b", "a*", "a\u0001", "<a>"})
    void a_name_that_aws_does_not_allow_is_refused(String name) {
        refused("InvalidName", () -> world.engine().startExecution(machine, name, "{}"));
    }

    @Test
    void a_name_of_more_than_80_characters_is_refused() {
        world.engine().startExecution(machine, "a".repeat(80), "{}");
        refused("InvalidName", () -> world.engine().startExecution(machine, "a".repeat(81), "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "run"})
    void an_input_that_is_no_json_is_refused(String input) {
        refused("InvalidExecutionInput", () -> world.engine().startExecution(machine, "run-1", input));
    }

    @Test
    void an_input_beyond_256_kb_is_refused() {
        String largest = "\"" + "x".repeat(262_142) + "\"";
        world.engine().startExecution(machine, "run-1", largest);
        refused("InvalidExecutionInput", () -> world.engine()
                .startExecution(machine, "run-2", largest.replace("\"x", "\"xx")));
    }

    @Test
    void an_input_nested_too_deeply_is_refused() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        refused("InvalidExecutionInput", () -> world.engine().startExecution(machine, "run-1", deep));
    }

    @Test
    void what_does_not_exist_is_refused_by_its_kind() {
        String missing = machine.replace(":m", ":missing");
        refused("StateMachineDoesNotExist", () -> world.engine().startExecution(missing, "run-1", "{}"));
        refused("StateMachineDoesNotExist", () -> world.engine().listExecutions(missing));
        refused(
                "ExecutionDoesNotExist",
                () -> world.describe("arn:aws:states:us-east-1:000000000000:execution:m:none"));
        refused("InvalidArn", () -> world.engine().startExecution("m", "run-1", "{}"));
        refused("InvalidArn", () -> world.describe(machine));
    }

    @Test
    void a_stopped_execution_is_aborted_and_stays_so() {
        String arn = world.engine().startExecution(machine, "run-1", "{}").executionArn();
        world.engine().stopExecution(arn, Optional.of("Our.Stop"), Optional.of("enough"));
        world.time.advance(Duration.ofHours(1));
        world.engine().stopExecution(arn, Optional.of("Other"), Optional.empty());
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(world.describe(arn).error()).hasValue("Our.Stop");
        assertThat(world.eventTypes(arn)).containsExactly("ExecutionStarted", "WaitStateEntered", "ExecutionAborted");
    }

    @Test
    void executions_are_listed_newest_first() {
        for (String name : List.of("a", "b", "c")) {
            world.engine().startExecution(machine, name, "{}");
        }
        assertThat(world.engine().listExecutions(machine))
                .extracting(ExecutionDescription::name)
                .containsExactly("c", "b", "a");
    }

    @Test
    void creating_the_same_machine_again_is_no_error_and_another_one_of_its_name_is() {
        assertThat(world.engine().createStateMachine("m", definition(60))).isEqualTo(machine);
        refused("StateMachineAlreadyExists", () -> world.engine().createStateMachine("m", definition(61)));
    }

    @Test
    void an_execution_goes_on_with_the_definition_that_it_started_with() {
        String old = world.engine().startExecution(machine, "old", "{}").executionArn();
        world.engine().updateStateMachine(machine, Optional.of(definition(600)), Optional.empty());
        String young = world.engine().startExecution(machine, "young", "{}").executionArn();
        world.time.advance(Duration.ofSeconds(60));
        assertThat(world.describe(old).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.describe(young).status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void an_execution_goes_on_where_its_machine_is_deleted() {
        String arn = world.engine().startExecution(machine, "run-1", "{}").executionArn();
        world.engine().deleteStateMachine(machine);
        world.engine().deleteStateMachine(machine);
        world.time.advance(Duration.ofSeconds(60));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        refused("StateMachineDoesNotExist", () -> world.engine().describeStateMachine(machine));
    }

    @Test
    void a_refused_update_leaves_the_machine_as_it_was() {
        refused("InvalidDefinition", () -> world.engine()
                .updateStateMachine(machine, Optional.of("{}"), Optional.empty()));
        assertThat(world.engine().describeStateMachine(machine).definition()).isEqualTo(definition(60));
    }

    private static String definition(int seconds) {
        return World.json(World.machine("W", "'W': {'Type': 'Wait', 'Seconds': " + seconds + ", 'End': true}"));
    }

    private static void refused(String type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RequestRefused.class)
                .extracting("type")
                .isEqualTo(type);
    }
}
