package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_task_leaves_the_events_that_aws_leaves() {
        String arn = world.start("Only", "'Only': " + World.task("'TimeoutSeconds': 60, 'End': true"), "{'a': 1}");
        assertThat(world.eventTypes(arn))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void a_token_task_leaves_submitted_too() {
        String arn = world.start("Only", "'Only': " + World.tokenTask("'HeartbeatSeconds': 30, 'End': true"), "{}");
        world.time.advance(Duration.ofSeconds(30));
        assertThat(world.eventTypes(arn))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskTimedOut",
                        "ExecutionFailed");
        assertThat(world.event(arn, "TaskScheduled")
                        .at("/taskScheduledEventDetails/heartbeatInSeconds")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void every_kind_of_state_leaves_its_own_events() {
        String states = "'P': {'Type': 'Pass', 'Next': 'C'}, 'C': {'Type': 'Choice', 'Choices': [{'Condition':"
                + " '{% true %}', 'Next': 'W'}], 'Default': 'F'}, 'W': {'Type': 'Wait', 'Seconds': 0, 'Next': 'S'},"
                + " 'S': {'Type': 'Succeed'}, 'F': {'Type': 'Fail'}";
        assertThat(world.eventTypes(world.start("P", states, "{}")))
                .containsExactly(
                        "ExecutionStarted",
                        "PassStateEntered",
                        "PassStateExited",
                        "ChoiceStateEntered",
                        "ChoiceStateExited",
                        "WaitStateEntered",
                        "WaitStateExited",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded");
        assertThat(world.eventTypes(world.start("Only", "'Only': {'Type': 'Fail'}", "{}")))
                .containsExactly("ExecutionStarted", "FailStateEntered", "ExecutionFailed");
    }

    @Test
    void ids_count_up_and_each_event_names_the_one_before() {
        String arn = world.start("Only", "'Only': " + World.task("'End': true"), "{}");
        List<JsonNode> events = world.engine().getExecutionHistory(arn);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("id").asInt()).isEqualTo(i + 1);
            assertThat(events.get(i).path("previousEventId").asInt(-1)).isEqualTo(i < 2 ? 0 : i);
        }
    }

    @Test
    void an_event_carries_its_time_in_seconds() {
        String arn = world.start("Only", "'Only': {'Type': 'Wait', 'Seconds': 5, 'End': true}", "{}");
        world.time.advance(Duration.ofSeconds(5));
        assertThat(world.event(arn, "WaitStateEntered").path("timestamp").asDouble())
                .isEqualTo(1767355200.0);
        assertThat(world.event(arn, "WaitStateExited").path("timestamp").asDouble())
                .isEqualTo(1767355205.0);
    }

    @Test
    void a_scheduled_task_shows_resource_region_parameters_and_timeout() {
        String arn = world.start("Only", "'Only': " + World.task("'TimeoutSeconds': 60, 'End': true"), "{'a': 1}");
        JsonNode details = world.event(arn, "TaskScheduled").path("taskScheduledEventDetails");
        assertThat(details.path("resourceType").asText()).isEqualTo("lambda");
        assertThat(details.path("resource").asText()).isEqualTo("invoke");
        assertThat(details.path("region").asText()).isEqualTo("us-east-1");
        assertThat(details.path("timeoutInSeconds").asInt()).isEqualTo(60);
        assertThat(World.tree(details.path("parameters").asText())
                        .at("/Payload/a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_result_of_a_function_has_the_shape_of_aws() {
        String arn = world.start("Only", "'Only': " + World.task("'End': true"), "{'a': 1}");
        JsonNode result = World.tree(world.event(arn, "TaskSucceeded")
                .at("/taskSucceededEventDetails/output")
                .asText());
        assertThat(result.path("ExecutedVersion").asText()).isEqualTo("$LATEST");
        assertThat(result.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(result.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(result.at("/Payload/a").asInt()).isEqualTo(1);
    }

    @Test
    void a_failed_task_shows_error_and_cause() {
        world.lambda.failsWith("Our.Error");
        String arn = world.start("Only", "'Only': " + World.task("'End': true"), "{}");
        JsonNode details = world.event(arn, "TaskFailed").path("taskFailedEventDetails");
        assertThat(details.path("error").asText()).isEqualTo("Our.Error");
        assertThat(details.path("cause").asText()).contains("errorMessage");
        assertThat(world.event(arn, "ExecutionFailed")
                        .at("/executionFailedEventDetails/error")
                        .asText())
                .isEqualTo("Our.Error");
    }

    @Test
    void an_exit_shows_output_and_assigned_variables() {
        String arn = world.start(
                "Only", "'Only': {'Type': 'Pass', 'Output': {'b': 2}, 'Assign': {'x': [1]}, 'End': true}", "{}");
        JsonNode details = world.event(arn, "PassStateExited").path("stateExitedEventDetails");
        assertThat(details.path("output").asText()).isEqualTo(World.json("{'b':2}"));
        assertThat(details.at("/assignedVariables/x").asText()).isEqualTo("[1]");
    }

    @Test
    void a_failure_without_error_and_cause_shows_neither() {
        String arn = world.start("Only", "'Only': " + World.tokenTask("'End': true"), "{}");
        world.engine().sendTaskFailure(world.lambda.lastToken(), Optional.empty(), Optional.empty());
        assertThat(world.event(arn, "ExecutionFailed")
                        .path("executionFailedEventDetails")
                        .isEmpty())
                .isTrue();
        assertThat(world.describe(arn).error()).isEmpty();
    }

    @Test
    void each_state_that_is_entered_counts_as_a_transition_and_a_retry_does_not() {
        world.lambda.failsWith("A").returns("{}");
        String states = "'T': " + World.task("'Retry': [{'ErrorEquals': ['A']}], 'Next': 'P'")
                + ", 'P': {'Type': 'Pass', 'Next': 'S'}, 'S': {'Type': 'Succeed'}";
        String arn = world.start("T", states, "{}");
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).stateTransitions()).isEqualTo(3);
    }
}
