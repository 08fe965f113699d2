package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.template.EventRuleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EventRulesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    private final List<JsonNode> events = new ArrayList<>();
    private boolean failing;

    @Test
    void calls_the_function_of_a_rule_whose_pattern_matches() {
        rules(2).publish("aws.states", "Status Change", detail("FAILED"), List.of("arn:x"));

        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("source").asText()).isEqualTo("aws.states");
        assertThat(events.get(0).path("detail-type").asText()).isEqualTo("Status Change");
        assertThat(events.get(0).path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(events.get(0).path("resources").get(0).asText()).isEqualTo("arn:x");
        assertThat(events.get(0).path("detail").path("status").asText()).isEqualTo("FAILED");
    }

    @Test
    void calls_nothing_where_one_field_differs() {
        rules(2).publish("aws.states", "Status Change", detail("SUCCEEDED"), List.of());
        rules(2).publish("aws.other", "Status Change", detail("FAILED"), List.of());

        assertThat(events).isEmpty();
    }

    @Test
    void tries_a_failing_function_as_often_as_the_rule_says() {
        failing = true;

        rules(2).publish("aws.states", "Status Change", detail("FAILED"), List.of());

        assertThat(events).hasSize(3);
    }

    @Test
    void fires_a_schedule_once_in_each_period() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        var target = new EventRuleSpec.Target("sweep", Optional.empty(), 0);
        var rule = new EventRuleSpec("Every", Optional.of(Duration.ofMillis(50)), Optional.empty(), List.of(target));
        try {
            new EventRules(List.of(rule), this::invoke, CLOCK, "us-east-1", "0").start(timer);
            Eventually.is(true, () -> {
                synchronized (events) {
                    return events.size() >= 2;
                }
            });
        } finally {
            timer.shutdownNow();
        }
        assertThat(events.get(0).path("detail-type").asText()).isEqualTo("Scheduled Event");
    }

    private EventRules rules(int retries) {
        JsonNode pattern = Json.parse(
                "{\"source\":[\"aws.states\"],\"detail\":{\"status\":[\"FAILED\",\"TIMED_OUT\"],\"stateMachineArn\":[\"m\"]}}"
                        .getBytes(StandardCharsets.UTF_8));
        var target = new EventRuleSpec.Target("sweep", Optional.empty(), retries);
        var rule = new EventRuleSpec("Failed", Optional.empty(), Optional.of(pattern), List.of(target));
        return new EventRules(List.of(rule), this::invoke, CLOCK, "us-east-1", "000000000000");
    }

    private CompletableFuture<InvocationResult> invoke(String function, byte[] payload) {
        synchronized (events) {
            events.add(Json.parse(payload));
        }
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.completedFuture(
                failing ? new InvocationResult.Failed("Boom", nothing) : new InvocationResult.Answered(nothing));
    }

    private static JsonNode detail(String status) {
        return Json.object().put("status", status).put("stateMachineArn", "m");
    }
}
