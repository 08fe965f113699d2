package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that each role may do, word for word: whoever gives a right writes it here too. */
class LeastPrivilegeTest {
    private static final List<String> EVERY_FUNCTION = List.of(
            "logs:CreateLogStream on its Log",
            "logs:PutLogEvents on its Log",
            "xray:PutTelemetryRecords on *",
            "xray:PutTraceSegments on *");

    private static final List<String> TABLE = List.of(
            "dynamodb:BatchGetItem on StorageTable",
            "dynamodb:ConditionCheckItem on StorageTable",
            "dynamodb:DeleteItem on StorageTable",
            "dynamodb:GetItem on StorageTable",
            "dynamodb:PutItem on StorageTable",
            "dynamodb:Query on StorageTable",
            "dynamodb:Query on StorageTable/index/feed",
            "dynamodb:Query on StorageTable/index/open",
            "dynamodb:Query on StorageTable/index/rule_feed",
            "dynamodb:UpdateItem on StorageTable");

    private static final List<String> KEY = List.of("secretsmanager:GetSecretValue on StorageEncryptionKey");
    private static final List<String> ANSWER =
            List.of("states:SendTaskFailure on FlowRun", "states:SendTaskSuccess on FlowRun");

    private final TemplateView template = SynthesizedStack.template();

    @Test
    void webhook_reads_hooks_only_and_sends_events() {
        assertThat(rights("Webhook"))
                .isEqualTo(set(
                        KEY,
                        List.of(
                                "dynamodb:GetItem on StorageTable if"
                                        + " {\"ForAllValues:StringLike\":{\"dynamodb:LeadingKeys\":[\"HOOK#*\"]}}",
                                "sqs:SendMessage on QueuesEventsQueue")));
    }

    @Test
    void dispatch_takes_events_starts_executions_and_sends_notices() {
        assertThat(rights("Dispatch"))
                .isEqualTo(set(
                        TABLE,
                        consume("QueuesEventsQueue"),
                        List.of("sqs:SendMessage on QueuesNoticesQueue", "states:StartExecution on FlowRun")));
    }

    @Test
    void step_answers_tokens_and_sends_notices() {
        assertThat(rights("Step")).isEqualTo(set(TABLE, KEY, ANSWER, List.of("sqs:SendMessage on QueuesNoticesQueue")));
    }

    @Test
    void act_works_through_actions_and_alone_sends_heartbeats() {
        assertThat(rights("Act"))
                .isEqualTo(set(
                        TABLE,
                        KEY,
                        ANSWER,
                        consume("QueuesActionsQueue"),
                        List.of(
                                "sqs:SendMessage on QueuesActionsQueue",
                                "sqs:SendMessage on QueuesNoticesQueue",
                                "states:SendTaskHeartbeat on FlowRun")));
    }

    @Test
    void notify_takes_notices_and_alone_reads_the_mail_password() {
        assertThat(rights("Notify"))
                .isEqualTo(set(
                        TABLE,
                        KEY,
                        consume("QueuesNoticesQueue"),
                        List.of(
                                "secretsmanager:GetSecretValue on MailRelayPassword",
                                "sqs:SendMessage on QueuesNoticesQueue")));
    }

    @Test
    void sweep_starts_looks_at_and_ends_executions_and_sends_again() {
        assertThat(rights("Sweep"))
                .isEqualTo(set(
                        TABLE,
                        KEY,
                        ANSWER,
                        List.of(
                                "sqs:SendMessage on QueuesActionsQueue",
                                "sqs:SendMessage on QueuesNoticesQueue",
                                "states:StartExecution on FlowRun",
                                "states:DescribeExecution on arn:AWS::Partition:states:AWS::Region:AWS::AccountId"
                                        + ":execution:FlowRun:*",
                                "states:StopExecution on arn:AWS::Partition:states:AWS::Region:AWS::AccountId"
                                        + ":execution:FlowRun:*")));
    }

    @Test
    void api_sends_events_and_notices_and_answers_tokens_but_starts_nothing() {
        assertThat(rights("Api"))
                .isEqualTo(set(
                        TABLE,
                        KEY,
                        ANSWER,
                        List.of("sqs:SendMessage on QueuesEventsQueue", "sqs:SendMessage on QueuesNoticesQueue")));
    }

    @Test
    void the_state_machine_invokes_step_and_sends_actions() {
        String role = TemplateView.target(template.stateMachine().path("RoleArn"));

        assertThat(rights(role, "Flow").stream().filter(right -> !right.endsWith("on *")))
                .containsExactly(
                        "lambda:InvokeFunction on FunctionsStepFunction", "sqs:SendMessage on QueuesActionsQueue");
    }

    private Set<String> rights(String function) {
        return rights(TemplateView.target(template.function(function).path("Role")), "Functions" + function);
    }

    private Set<String> rights(String role, String owner) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode statement : template.statements(role)) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            String condition = statement.has("Condition") ? " if " + statement.get("Condition") : "";
            for (JsonNode action : TemplateView.list(statement.path("Action"))) {
                for (JsonNode resource : TemplateView.list(statement.path("Resource"))) {
                    String on = name(resource).replaceAll("^" + owner + "Log$", "its Log");
                    rights.add(action.asText() + " on " + on + condition);
                }
            }
        }
        return rights;
    }

    /** A resource as a person would call it: logical ids without their hash, joins written out. */
    private static String name(JsonNode resource) {
        if (resource.isTextual()) {
            return resource.asText();
        }
        if (resource.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            resource.path("Fn::Join").path(1).forEach(part -> joined.append(name(part)));
            return joined.toString();
        }
        return TemplateView.target(resource).replaceAll("[0-9A-F]{8}$", "");
    }

    private static List<String> consume(String queue) {
        return Stream.of(
                        "ChangeMessageVisibility",
                        "DeleteMessage",
                        "GetQueueAttributes",
                        "GetQueueUrl",
                        "ReceiveMessage")
                .map(action -> "sqs:" + action + " on " + queue)
                .toList();
    }

    @SafeVarargs
    private static Set<String> set(List<String>... parts) {
        Set<String> all = new TreeSet<>(EVERY_FUNCTION);
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
