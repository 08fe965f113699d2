package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Past;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.store.Commits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SimulateTest {
    private static final Caller ANN = Caller.as("ann@simulate.example.org");
    private static final Caller EYE = Caller.as("eye@simulate.example.org");

    @Inject
    Commits commits;

    @Inject
    DynamoDbClient dynamo;

    @Inject
    SqsClient sqs;

    @Inject
    ApiConfig config;

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    private String project;

    @BeforeEach
    void project_with_a_past() {
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        ANN.put("/projects/" + project + "/members/" + EYE.email(), Map.of("role", "viewer"))
                .then()
                .statusCode(201);
        Past.save(commits, push(0, "main", 1), push(60, "dev", 1), push(120, "main", 2), push(180, "main", 3));
    }

    @Test
    void a_viewer_sees_what_a_rule_would_have_made_of_the_last_deliveries_the_newest_first() {
        simulate(Map.of("rule", Rules.push("staging")))
                .statusCode(200)
                .body("deliveries", equalTo(4))
                .body("compared_with", nullValue())
                .body("items.verdict", contains("fire", "fire", "no_match", "fire"))
                .body("items.event.ref", contains("main", "main", "dev", "main"))
                .body("items[2].checks.find { !it.passed }.hint", equalTo("Add the pattern dev."))
                .body("items[2].checks.find { !it.passed }.changes[0].field", equalTo("trigger.branch_patterns"))
                .body("items[2].checks.find { !it.passed }.changes[0].op", equalTo("add"))
                .body("items.before", everyItem(nullValue()))
                .body("counts.fired", equalTo(3))
                .body("counts.no_match", equalTo(1));
        simulate(Map.of("rule", Rules.push("staging"), "deliveries", 2, "checks", false))
                .body("items.size()", equalTo(2))
                .body("items.checks", everyItem(nullValue()));
    }

    @Test
    void a_burst_shows_one_fire_and_the_skips_of_its_cooldown() {
        Map<String, Object> rule = Rules.push("staging");
        rule.put("cooldown", Map.of("minutes", 5));
        simulate(Map.of("rule", rule))
                .body("items.verdict", contains("skip", "skip", "no_match", "fire"))
                .body("items[0].reason.code", equalTo("cooldown"))
                .body("items[0].reason.message", startsWith("Cooling down until "))
                .body("assumed", hasItem(startsWith("A run that fires is taken to start at once")));
        rule.put("cooldown", Map.of("minutes", 5, "mode", "fold"));
        simulate(Map.of("rule", rule))
                .body("counts.fired", equalTo(2))
                .body("counts.folded", equalTo(1))
                .body("items[0].waits_until", equalTo(then.plusSeconds(300).toString()))
                .body("items[1].folded_into", notNullValue());
    }

    @Test
    void each_verdict_stands_beside_that_of_the_rule_as_it_stands() {
        String id = ANN.newRule(project, Rules.push("staging"));
        Delivery recorded = push(240, "main", 4);
        DecisionRecord record = new DecisionRecord(
                recorded.project(),
                recorded.id(),
                0,
                new RuleRef(new RuleId(id), "A rule", 1),
                new Decision(Verdict.NO_MATCH, Optional.empty(), List.of()),
                Optional.empty(),
                false,
                0);
        Past.save(commits, recorded, record);
        Map<String, Object> draft = Rules.rule(
                Map.of("type", "push", "branch_patterns", List.of("dev")), Rules.action("deploy", "staging"));
        simulate(Map.of("rule", draft))
                .body("compared_with.id", equalTo(id))
                .body("items.verdict", contains("no_match", "no_match", "no_match", "fire", "no_match"))
                .body("items.before.verdict", contains("no_match", "fire", "fire", "no_match", "fire"))
                .body("items.before.recorded", contains(true, false, false, false, false))
                .body("items.changed", contains(false, true, true, true, true))
                .body("counts.changed", equalTo(4));
        draft.put("name", "Another name");
        simulate(Map.of("rule", draft)).body("compared_with", nullValue());
        simulate(Map.of("rule", draft, "rule_id", id)).body("compared_with.id", equalTo(id));
    }

    @Test
    void one_event_is_tried_in_the_form_that_deliveries_show() {
        Map<String, Object> event = ANN.get("/projects/" + project + "/deliveries/"
                        + push(0, "main", 1).id())
                .path("events[0]");
        Map<String, Object> rule = Rules.push("staging");
        rule.put("conditions", Map.of("paths", List.of("docs/**"), "environment_statuses", List.of("running")));
        simulate(Map.of("rule", rule, "event", event))
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].delivery_id", nullValue())
                .body("items[0].reason.code", equalTo("path_filter"))
                .body("assumed", hasItem(startsWith("The target's status and build")));
        simulate(Map.of(
                        "rule",
                        Rules.push("staging"),
                        "event",
                        Map.of("kind", "push", "repository", "acme/shop", "ref", "main")))
                .statusCode(200)
                .body("items[0].verdict", equalTo("fire"));
    }

    @Test
    void what_would_not_be_saved_is_not_simulated_and_each_field_is_named_below_rule() {
        Map<String, Object> rule = Rules.push("nowhere");
        rule.put("colour", "red");
        simulate(Map.of("rule", rule)).statusCode(400).body("errors.field", contains("rule.colour"));
        rule.remove("colour");
        simulate(Map.of("rule", rule)).statusCode(400).body("errors.field", contains("rule.action.target_environment"));
        simulate(Map.of()).statusCode(400).body("errors.field", contains("rule"));
        simulate(Map.of("rule", Rules.push("staging"), "rule_id", "01NONE", "deliveries", 1001, "since", 1))
                .statusCode(400)
                .body("errors.field", contains("rule_id", "deliveries", "since"));
        simulate(Map.of("rule", Rules.push("staging"), "deliveries", 1, "event", Map.of("kind", "pr_open", "odd", 1)))
                .statusCode(400)
                .body("errors.field", contains("deliveries", "event.repository", "event.pr", "event.odd"));
    }

    @Test
    void it_changes_nothing_in_the_table_and_sends_nothing() {
        ANN.newRule(project, Rules.push("staging"));
        sqs.purgeQueue(q -> q.queueUrl(config.eventsQueue()));
        Set<Map<String, AttributeValue>> before = dump();
        Map<String, Object> rule = Rules.push("staging");
        rule.put("cooldown", Map.of("minutes", 5));
        simulate(Map.of("rule", rule)).statusCode(200).body("counts.fired", equalTo(1));
        ANN.json(Map.of("rule", rule))
                .header("Idempotency-Key", "once")
                .post("/projects/" + project + "/rules/simulate")
                .then()
                .statusCode(200);
        assertThat(dump()).isEqualTo(before).isNotEmpty();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(config.eventsQueue())).messages())
                .isEmpty();
    }

    @Test
    void a_thousand_deliveries_are_one_answer_that_a_function_can_give() {
        List<Delivery> past = new ArrayList<>();
        for (int i = 4; i < 1000; i++) {
            past.add(push(200 + i, i % 3 == 0 ? "dev" : "main", i));
        }
        for (int from = 0; from < past.size(); from += 100) {
            Past.save(
                    commits,
                    past.subList(from, Math.min(past.size(), from + 100)).toArray(Delivery[]::new));
        }
        ANN.newRule(project, Rules.push("staging"));
        Map<String, Object> rule = Rules.push("staging");
        rule.put("cooldown", Map.of("minutes", 5));
        Map<String, Object> wish = new HashMap<>(Map.of("rule", rule, "deliveries", 1000));
        long start = System.nanoTime();
        ValidatableResponse answer = simulate(wish).statusCode(200);
        long millis = (System.nanoTime() - start) / 1_000_000;
        int bytes = answer.extract().asByteArray().length;
        System.out.printf("Simulated 1,000 deliveries in %d ms; the answer has %d KB%n", millis, bytes / 1024);
        answer.body("deliveries", equalTo(1000))
                .body("counts.events", equalTo(1000))
                .body("items[0].checks", notNullValue());
        assertThat(bytes).isLessThan(5_000_000);
    }

    private Delivery push(int second, String branch, int number) {
        return Past.push(project, then.plusSeconds(second), branch, number);
    }

    private ValidatableResponse simulate(Map<String, Object> wish) {
        return EYE.post("/projects/" + project + "/rules/simulate", wish).then();
    }

    private Set<Map<String, AttributeValue>> dump() {
        Set<Map<String, AttributeValue>> items = new HashSet<>();
        dynamo.scanPaginator(s -> s.tableName(config.table())).items().forEach(items::add);
        return items;
    }
}
