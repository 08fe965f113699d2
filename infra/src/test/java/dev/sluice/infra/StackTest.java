package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

class StackTest {
    private final TemplateView template = SynthesizedStack.template();

    @Test
    void the_table_has_its_keys_and_three_indexes_of_texts() {
        ObjectNode table = template.one("AWS::DynamoDB::Table");
        Map<String, String> keys = new TreeMap<>();
        keys.put("table", keys(table));
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            assertThat(index.path("Projection").path("ProjectionType").asText()).isEqualTo("ALL");
            keys.put(index.path("IndexName").asText(), keys(index));
        }

        assertThat(keys)
                .isEqualTo(Map.of(
                        "table", "pk HASH, sk RANGE",
                        "feed", "feed_pk HASH, feed_sk RANGE",
                        "rule_feed", "rule_pk HASH, rule_sk RANGE",
                        "open", "open_pk HASH, open_sk RANGE"));
        assertThat(table.path("AttributeDefinitions"))
                .allMatch(attribute -> attribute.path("AttributeType").asText().equals("S"));
    }

    @Test
    void the_table_is_on_demand_encrypted_recoverable_and_survives_the_stack() {
        ObjectNode table = template.one("AWS::DynamoDB::Table");

        assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("SSESpecification").path("SSEEnabled").asBoolean())
                .isTrue();
        assertThat(table.path("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(table.path("TimeToLiveSpecification").path("AttributeName").asText())
                .isEqualTo("ttl");
        assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        for (String type : Set.of("AWS::DynamoDB::Table", "AWS::SecretsManager::Secret")) {
            assertThat(template.ofType(type).keySet()).isNotEmpty().allMatch(id -> template.resource(id)
                    .path("DeletionPolicy")
                    .asText()
                    .equals("Retain"));
        }
    }

    @Test
    void the_generated_key_is_64_hexadecimal_characters() {
        String key = template.ofType("AWS::SecretsManager::Secret").keySet().stream()
                .filter(id -> id.contains("EncryptionKey"))
                .findFirst()
                .orElseThrow();
        JsonNode generator = template.properties(key).path("GenerateSecretString");

        assertThat(generator.path("PasswordLength").asInt()).isEqualTo(64);
        assertThat(generator.path("ExcludePunctuation").asBoolean()).isTrue();
        assertThat(generator.path("ExcludeUppercase").asBoolean()).isTrue();
        assertThat(generator.path("IncludeSpace").asBoolean()).isFalse();
        assertThat("0123456789abcdefghijklmnopqrstuvwxyz"
                        .replaceAll("[" + generator.path("ExcludeCharacters").asText() + "]", ""))
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void only_events_are_in_order_and_every_queue_is_encrypted() {
        Set<String> ordered = new TreeSet<>();
        template.ofType("AWS::SQS::Queue").forEach((id, queue) -> {
            assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).as(id).isTrue();
            assertThat(queue.path("ContentBasedDeduplication").asBoolean())
                    .as(id)
                    .isFalse();
            if (queue.has("FifoQueue")) {
                ordered.add(id.replaceAll("[0-9A-F]{8}$", ""));
            }
        });

        assertThat(ordered).containsExactly("QueuesEventsDeadLetters", "QueuesEventsQueue");
    }

    @Test
    void hooks_go_to_webhook_and_everything_else_to_api_in_payload_format_2() {
        Map<String, String> routes = new TreeMap<>();
        for (JsonNode route : template.ofType("AWS::ApiGatewayV2::Route").values()) {
            String integration = TemplateView.target(
                    route.path("Target").path("Fn::Join").path(1).path(1));
            ObjectNode properties = template.properties(integration);
            assertThat(properties.path("PayloadFormatVersion").asText()).isEqualTo("2.0");
            routes.put(
                    route.path("RouteKey").asText(),
                    TemplateView.target(properties.path("IntegrationUri")).replaceAll("[0-9A-F]{8}$", ""));
        }

        assertThat(routes)
                .isEqualTo(Map.of(
                        "POST /hooks/{project}/{provider}", "FunctionsWebhookFunction",
                        "$default", "FunctionsApiFunction"));
    }

    @Test
    void the_front_is_throttled_and_logs_no_path_because_approval_links_carry_a_token() {
        ObjectNode stage = template.one("AWS::ApiGatewayV2::Stage");

        assertThat(stage.path("DefaultRouteSettings")
                        .path("ThrottlingRateLimit")
                        .asInt())
                .isPositive();
        assertThat(stage.path("DefaultRouteSettings")
                        .path("ThrottlingBurstLimit")
                        .asInt())
                .isPositive();
        assertThat(stage.path("AccessLogSettings").path("Format").asText())
                .contains("$context.routeKey")
                .doesNotContain("$context.path", "queryString", "$context.http.path");
    }

    @Test
    void sweep_wakes_every_minute_and_on_executions_that_did_not_end_well() {
        Set<String> wakes = new TreeSet<>();
        for (JsonNode rule : template.ofType("AWS::Events::Rule").values()) {
            assertThat(TemplateView.target(rule.path("Targets").path(0).path("Arn")))
                    .startsWith("FunctionsSweep");
            JsonNode detail = rule.path("EventPattern").path("detail");
            wakes.add(rule.path("ScheduleExpression").asText()
                    + detail.path("status")
                    + TemplateView.target(detail.path("stateMachineArn").path(0))
                            .replaceAll("[0-9A-F]{8}$", ""));
        }

        assertThat(wakes).containsExactly("[\"FAILED\",\"TIMED_OUT\",\"ABORTED\"]FlowRun", "rate(1 minute)");
    }

    @Test
    void the_state_machine_is_standard_traced_and_logs_no_data() {
        ObjectNode machine = template.stateMachine();

        assertThat(machine.path("StateMachineType").asText()).isEqualTo("STANDARD");
        assertThat(machine.path("TracingConfiguration").path("Enabled").asBoolean())
                .isTrue();
        assertThat(machine.path("LoggingConfiguration").path("Level").asText()).isEqualTo("ERROR");
        assertThat(machine.path("LoggingConfiguration")
                        .path("IncludeExecutionData")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void every_dead_letter_queue_every_function_and_the_state_machine_raise_an_alarm_that_reaches_the_topic() {
        String topic = template.ofType("AWS::SNS::Topic").keySet().iterator().next();
        StringBuilder watched = new StringBuilder();
        template.ofType("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            assertThat(TemplateView.target(alarm.path("AlarmActions").path(0)))
                    .as(id)
                    .isEqualTo(topic);
            watched.append(alarm);
        });

        assertThat(template.ofType("AWS::SQS::Queue").keySet().stream().filter(id -> id.contains("DeadLetters")))
                .hasSize(3)
                .allMatch(id -> watched.indexOf(id) >= 0);
        assertThat(template.functions().values()).hasSize(7).allMatch(id -> watched.indexOf(id) >= 0);
        assertThat(watched).contains("ExecutionsFailed");
    }

    @Test
    void names_its_parameters_and_outputs() {
        assertThat(template.parameters().fieldNames()).toIterable().contains("OidcIssuer", "PublicUrl", "AlarmEmail");
        assertThat(template.outputs().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("ApiUrl", "TableName", "StateMachineArn");
    }

    @Test
    void takes_https_urls_and_plain_http_only_on_the_same_machine() {
        Pattern allowed = Pattern.compile(
                template.parameters().path("OidcIssuer").path("AllowedPattern").asText());

        assertThat(List.of(
                        "https://id.example.org",
                        "https://id.example.org/pool",
                        "http://127.0.0.1:8080/oidc",
                        "http://127.0.0.1"))
                .allMatch(url -> allowed.matcher(url).matches());
        assertThat(List.of(
                        "",
                        "https://",
                        "http://id.example.org",
                        "http://127.0.0.1.example.org",
                        "https://id.example.org/",
                        "id.example.org"))
                .noneMatch(url -> allowed.matcher(url).matches());
    }

    @Test
    void a_queue_refuses_a_consumer_that_it_was_not_made_for() {
        Stack stack = new Stack(new App(), "Other");
        WorkQueue queue = WorkQueue.standard(stack, "Work", 30);
        SluiceFunction slow = new SluiceFunction(
                stack, FunctionSpec.http("Slow", "api", 31, "Too slow."), SynthesizedStack.artifacts(Packaging.JVM));

        assertThatThrownBy(() -> queue.feeds(slow, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The queue Work was made for a function of 30 s, but Slow may take 31 s");
    }

    private static String keys(JsonNode tableOrIndex) {
        StringBuilder keys = new StringBuilder();
        for (JsonNode key : tableOrIndex.path("KeySchema")) {
            keys.append(keys.isEmpty() ? "" : ", ")
                    .append(key.path("AttributeName").asText())
                    .append(' ')
                    .append(key.path("KeyType").asText());
        }
        return keys.toString();
    }
}
