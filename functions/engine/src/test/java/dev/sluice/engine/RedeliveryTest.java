package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RuleId;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person has a delivery told again; what came of its first telling lies in the real table. */
class RedeliveryTest {
    private static final String KIM = "kim@example.org";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_rule_that_took_the_event_runs_no_second_time_and_the_decision_names_its_run() {
        shop.rule("r1", Map.of());
        Delivery first = told(shop.push(0, 1));
        Delivery again = told(again(first, true));
        assertThat(shop.runs()).hasSize(1);
        assertThat(decision(again, "r1").repeated()).isTrue();
        assertThat(decision(again, "r1").run()).contains(shop.run("r1").id());
    }

    @Test
    void a_rule_that_was_edited_since_and_matches_now_fires() {
        Rule rule = shop.rule("r1", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("dev"))));
        shop.rule("r2", Map.of());
        Delivery first = told(shop.push(0, 1));
        save(stored(rule)
                .edited(
                        shop.stage
                                .projects
                                .rule(Shop.PROJECT, new RuleId("r2"))
                                .orElseThrow()
                                .spec(),
                        now(),
                        KIM));
        Delivery again = told(again(first, false));
        assertThat(decision(again, "r1").decision().verdict()).isEqualTo(Verdict.FIRE);
        assertThat(decision(again, "r1").repeated()).isFalse();
        assertThat(decision(again, "r2").repeated()).isTrue();
        assertThat(shop.run("r1").delivery()).isEqualTo(again.id());
    }

    @Test
    void a_rule_that_was_disabled_then_and_is_enabled_now_fires_once_however_often_it_is_told() {
        Rule rule = shop.rule("r1", Map.of("enabled", false));
        Delivery first = told(shop.push(0, 1));
        told(again(first, false));
        assertThat(shop.statuses()).containsExactly(RunStatus.SKIPPED, RunStatus.SKIPPED);
        save(stored(rule).edited(rule.spec().withEnabled(true), now(), KIM));
        Delivery third = told(again(first, false));
        Delivery fourth = told(again(third, false));
        shop.stage.dispatch.take(third);
        assertThat(shop.statuses()).containsOnlyOnce(RunStatus.QUEUED).hasSize(3);
        Run queued = shop.runs().stream()
                .filter(r -> r.status() == RunStatus.QUEUED)
                .findFirst()
                .orElseThrow();
        assertThat(decision(third, "r1").run()).contains(queued.id());
        assertThat(decision(fourth, "r1").run()).contains(queued.id());
        assertThat(decision(fourth, "r1").repeated()).isTrue();
    }

    @Test
    void an_event_that_a_newer_one_of_its_branch_followed_is_superseded_and_leaves_the_branch_where_it_is() {
        Rule rule = shop.rule("r1", Map.of("enabled", false));
        Delivery first = told(shop.push(0, 1));
        told(shop.push(1, 2));
        save(stored(rule).edited(rule.spec().withEnabled(true), now(), KIM));
        Delivery again = told(again(first, true));
        assertThat(decision(again, "r1").decision().reason().orElseThrow().message())
                .isEqualTo("Branch main is at " + Shop.sha(2) + " by now, and this event is of " + Shop.sha(1) + ".");
        assertThat(decision(told(shop.push(2, 3)), "r1").decision().verdict()).isEqualTo(Verdict.FIRE);
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void an_older_merge_does_not_act_after_a_newer_one_of_the_same_rule() {
        Rule rule = shop.rule("r1", Map.of("enabled", false, "trigger", Map.of("type", "pr_merge")));
        Delivery older = told(merge(1));
        save(stored(rule).edited(rule.spec().withEnabled(true), now(), KIM));
        shop.stage.clock.advance(Duration.ofMinutes(1));
        told(merge(2));
        shop.untilStarted(1);
        Delivery again = told(again(older, true));
        assertThat(decision(again, "r1").decision().reason().orElseThrow().message())
                .isEqualTo("Run " + shop.platform.starts.get(0) + " is of a newer event and was started already.");
    }

    @Test
    void an_older_event_told_again_while_a_newer_one_waits_keeps_its_place_before_it() {
        Rule rule = shop.rule("r1", Map.of("enabled", false, "trigger", Map.of("type", "pr_merge")));
        Delivery older = told(merge(1));
        save(stored(rule).edited(rule.spec().withEnabled(true), now(), KIM));
        shop.stage.clock.advance(Duration.ofMinutes(1));
        shop.stage.breakSteps(step -> step.startsWith("enter_lane "));
        Delivery newer = told(merge(2));
        shop.stage.clock.advance(Duration.ofMinutes(1));
        Delivery again = told(again(older, true));
        String old = decision(again, "r1").run().orElseThrow().value();
        assertThat(old).isLessThan(decision(newer, "r1").run().orElseThrow().value());
        shop.stage.breakSteps(step -> step.equals("enter_lane " + old));
        shop.untilStarted(1);
        shop.platform.end("task-" + shop.platform.starts.get(0), "completed");
        shop.stage.breakSteps(step -> false);
        shop.untilStatus("r1", RunStatus.SUPERSEDED);
        assertThat(shop.platform.starts).hasSize(1);
    }

    @Test
    void what_a_developer_has_told_again_fires_no_rule_for_production_and_records_no_run() {
        Map<String, Object> release = Map.of("action", Map.of("type", "deploy", "target_environment", "production"));
        Delivery first = told(shop.push(0, 1));
        shop.rule("staging", Map.of());
        shop.rule("release", release);
        Delivery developers = told(again(first, false));
        assertThat(decision(developers, "staging").decision().verdict()).isEqualTo(Verdict.FIRE);
        assertThat(decision(developers, "release").decision().verdict()).isEqualTo(Verdict.NO_MATCH);
        List<Check> checks = decision(developers, "release").decision().checks();
        assertThat(checks.get(checks.size() - 1).seen()).isEqualTo(KIM + ", a Developer");
        assertThat(shop.runs()).hasSize(1);
        Delivery admins = told(again(first, true));
        assertThat(decision(admins, "release").decision().verdict()).isEqualTo(Verdict.FIRE);
        assertThat(shop.runs()).hasSize(2);
    }

    private Delivery told(Delivery delivery) {
        shop.stage.dispatch.take(delivery);
        return delivery;
    }

    private Delivery again(Delivery first, boolean admin) {
        return first.toldAgain(UUID.randomUUID().toString(), now(), KIM, admin);
    }

    private DecisionRecord decision(Delivery delivery, String rule) {
        return shop.stage.deliveries.decided(Shop.PROJECT, delivery.id()).orElseThrow().decisions().stream()
                .filter(d -> d.rule().id().value().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private Delivery merge(int number) {
        PullRequest pr = new PullRequest(number, "Change", "fix-" + number, "acme/shop", "main", false);
        Event event = new Event(
                Provider.GITHUB,
                EventKind.PR_MERGE,
                "acme/shop",
                Integer.toString(number),
                "",
                Shop.sha(number),
                Shop.sha(number),
                false,
                false,
                "octocat",
                "Merge",
                "",
                ChangedPaths.unknown(),
                Optional.of(pr),
                Optional.empty());
        return Delivery.received(
                Shop.PROJECT,
                Provider.GITHUB,
                "pull_request",
                "merge-" + number,
                now(),
                Delivery.Facts.of(List.of(event)));
    }

    private Instant now() {
        return shop.stage.clock.instant();
    }

    private Rule stored(Rule rule) {
        return shop.stage.projects.rule(Shop.PROJECT, rule.id()).orElseThrow();
    }

    private void save(Entity entity) {
        assertThat(shop.stage.commits.commit(Write.save(entity)).done()).isTrue();
    }
}
