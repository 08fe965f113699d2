package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each check twice: the template passes, and the same template with one thing broken does not. */
class CrossChecksTest {
    private final TemplateView template = SynthesizedStack.template();

    @Test
    void each_placeholder_in_the_state_machine_has_a_substitution_and_none_is_superfluous() {
        assertThat(CrossChecks.placeholders(template)).isEmpty();

        substitutions(template).remove("ActionsQueueUrl");
        substitutions(template).put("Forgotten", "x");
        assertThat(CrossChecks.placeholders(template))
                .containsExactly("${ActionsQueueUrl} stays", "nothing uses the substitution Forgotten");
    }

    @Test
    void each_event_source_returns_the_failed_messages_of_a_batch_only() {
        assertThat(template.ofType("AWS::Lambda::EventSourceMapping")).hasSize(3);
        assertThat(CrossChecks.eventSources(template)).isEmpty();

        template.ofType("AWS::Lambda::EventSourceMapping").values().forEach(s -> s.remove("FunctionResponseTypes"));
        assertThat(CrossChecks.eventSources(template))
                .hasSize(3)
                .allMatch(violation -> violation.contains("fails whole batches"));
    }

    @Test
    void an_action_waits_for_no_other_because_act_takes_one_message_at_a_time() {
        assertThat(template.ofType("AWS::Lambda::EventSourceMapping").values())
                .filteredOn(source ->
                        TemplateView.target(source.path("FunctionName")).contains("ActFunction"))
                .singleElement()
                .satisfies(
                        source -> assertThat(source.path("BatchSize").asInt()).isEqualTo(1));
    }

    @Test
    void each_consumed_queue_hides_messages_for_six_times_its_functions_timeout() {
        template.function("Act").put("Timeout", 31);

        assertThat(CrossChecks.eventSources(template))
                .singleElement()
                .asString()
                .contains("180 s", "31 s", "it has to be 186 s");
    }

    @Test
    void each_consumed_queue_has_a_dead_letter_queue_of_its_kind_that_outlives_it() {
        TemplateView without = SynthesizedStack.template();
        without.ofType("AWS::SQS::Queue").values().forEach(queue -> queue.remove("RedrivePolicy"));
        assertThat(CrossChecks.eventSources(without)).hasSize(3).allMatch(v -> v.endsWith("has no dead-letter queue"));

        template.ofType("AWS::SQS::Queue").forEach((id, queue) -> {
            if (id.contains("DeadLetters")) {
                queue.remove("FifoQueue");
                queue.put("MessageRetentionPeriod", 345600);
            }
        });
        assertThat(CrossChecks.eventSources(template))
                .hasSize(4)
                .anyMatch(violation -> violation.contains("which SQS refuses"))
                .anyMatch(violation -> violation.contains("forgets no later"));
    }

    @Test
    void each_wait_for_a_token_has_a_timeout() {
        assertThat(CrossChecks.tokenStates(template)).containsKeys("Act", "EnterLane");
        assertThat(CrossChecks.tokenWaits(template)).isEmpty();

        breakState("EnterLane", state -> state.remove("TimeoutSeconds"));
        assertThat(CrossChecks.tokenWaits(template)).containsExactly("EnterLane may wait for its token for ever");
    }

    @Test
    void no_wait_for_a_token_is_retried_on_a_wildcard() {
        breakState("Act", state -> ((ArrayNode) state.path("Retry").path(0).path("ErrorEquals")).add("States.ALL"));

        assertThat(CrossChecks.tokenWaits(template))
                .containsExactly("Act retries States.ALL, so a rejection would be asked again");
    }

    @Test
    void each_heartbeat_leaves_room_for_two_visibility_timeouts_of_its_queue() {
        assertThat(CrossChecks.heartbeats(template)).isEmpty();

        breakState("Act", state -> state.put("HeartbeatSeconds", 359));
        assertThat(CrossChecks.heartbeats(template)).singleElement().asString().contains("it has to be 360 s or more");
    }

    @Test
    void no_task_is_given_up_before_its_function_is() {
        assertThat(CrossChecks.stepTimeouts(template)).isEmpty();

        breakState("Admit", state -> state.put("TimeoutSeconds", 20));
        assertThat(CrossChecks.stepTimeouts(template)).containsExactly("Admit gives up after 20 s, step may take 20 s");
    }

    @Test
    void no_role_has_a_wildcard_action_or_a_managed_policy() {
        assertThat(CrossChecks.wildcardActions(template)).isEmpty();

        ObjectNode policy =
                template.ofType("AWS::IAM::Policy").values().iterator().next();
        ((ObjectNode) policy.path("PolicyDocument").path("Statement").path(0)).put("Action", "dynamodb:*");
        template.ofType("AWS::IAM::Role").values().iterator().next().putArray("ManagedPolicyArns");
        assertThat(CrossChecks.wildcardActions(template))
                .hasSize(2)
                .anyMatch(violation -> violation.endsWith("allows dynamodb:*"))
                .anyMatch(violation -> violation.endsWith("has rights beside its policy"));
    }

    private void breakState(String name, Consumer<ObjectNode> change) {
        ObjectNode definition = template.definition();
        change.accept((ObjectNode) definition.path("States").path(name));
        template.redefine(definition);
    }

    private static ObjectNode substitutions(TemplateView template) {
        return (ObjectNode) template.stateMachine().path("DefinitionSubstitutions");
    }
}
