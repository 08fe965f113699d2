package dev.sluice.domain.decision;

import static dev.sluice.domain.Samples.A;
import static dev.sluice.domain.Samples.B;
import static dev.sluice.domain.Samples.C;
import static dev.sluice.domain.Samples.NOW;
import static dev.sluice.domain.Samples.RULE;
import static dev.sluice.domain.Samples.delivery;
import static dev.sluice.domain.Samples.push;
import static dev.sluice.domain.Samples.ruleJson;
import static dev.sluice.domain.decision.Verdict.FIRE;
import static dev.sluice.domain.decision.Verdict.NO_MATCH;
import static dev.sluice.domain.decision.Verdict.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Samples;
import dev.sluice.domain.decision.Simulation.Outcome;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.store.ProjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private EnvironmentKind kind = EnvironmentKind.STAGING;

    @Test
    void each_event_is_decided_in_turn() {
        List<Outcome> outcomes = simulate(
                ruleJson(), at(0, push(A, B)), at(1, push("dev", A, B, ChangedPaths.unknown())), at(2, push(B, C)));
        assertThat(outcomes).extracting(o -> o.decision().verdict()).containsExactly(FIRE, NO_MATCH, FIRE);
        assertThat(outcomes).allMatch(o -> !o.repeated());
    }

    @Test
    void a_burst_inside_the_cooldown_fires_once_and_again_when_it_is_over() {
        List<Outcome> outcomes = simulate(
                ruleJson("cooldown", Map.of("minutes", 5)),
                at(0, push(A, B)),
                at(60, push(B, C)),
                at(299, push(C, A)),
                at(300, push(A, C)));
        assertThat(outcomes).extracting(o -> o.decision().verdict()).containsExactly(FIRE, SKIP, SKIP, FIRE);
        assertThat(outcomes.get(1).decision().reason().orElseThrow().message())
                .startsWith("Cooling down until 14:05:00 UTC (5 minutes since run ");
    }

    @Test
    void in_mode_fold_a_burst_fires_at_once_and_once_more_with_the_newest_when_the_cooldown_is_over() {
        List<Outcome> outcomes = simulate(
                ruleJson("cooldown", Map.of("minutes", 5, "mode", "fold")),
                at(0, push(A, B)),
                at(60, push(B, C)),
                at(120, push(C, A)),
                at(360, push(A, C)));
        assertThat(outcomes).extracting(o -> o.decision().verdict()).containsOnly(FIRE);
        assertThat(outcomes).extracting(Outcome::acts).containsExactly(true, false, true, true);
        assertThat(outcomes.get(1).foldedInto()).contains(outcomes.get(2).delivery());
        assertThat(outcomes.get(2).waitsUntil()).contains(NOW.plusSeconds(300));
        assertThat(outcomes.get(3).waitsUntil()).contains(NOW.plusSeconds(600));
    }

    @Test
    void an_event_told_twice_acts_once() {
        List<Outcome> outcomes = simulate(ruleJson(), at(0, push(A, B)), at(1, push(A, B)));
        assertThat(outcomes).extracting(Outcome::repeated).containsExactly(false, true);
        assertThat(outcomes).filteredOn(Outcome::acts).hasSize(1);
    }

    @Test
    void a_push_that_its_successor_overtook_is_superseded() {
        List<Outcome> outcomes = simulate(ruleJson(), at(0, push(B, C)), at(1, push(A, B)));
        assertThat(outcomes.get(1).decision().reason().orElseThrow().code()).isEqualTo(ReasonCode.SUPERSEDED);
    }

    @Test
    void an_old_event_told_again_by_a_person_is_superseded_and_names_the_head() {
        Delivery first = at(0, push(A, B));
        List<Outcome> outcomes = simulate(ruleJson("enabled", false), first, at(1, push(B, C)), again(first, 2, true));
        assertThat(outcomes.get(2).repeated()).isFalse();
        List<Outcome> enabled = simulate(ruleJson(), first, at(1, push(B, C)), again(first, 2, true));
        assertThat(enabled.get(2).decision().reason().orElseThrow().message())
                .isEqualTo("Branch main is at " + C + " by now, and this event is of " + B + ".");
    }

    @Test
    void an_event_that_was_skipped_may_fire_when_it_is_told_again_by_a_person() {
        Map<String, Object> rule = ruleJson("cooldown", Map.of("minutes", 5));
        Delivery skipped = at(60, push(B, C));
        List<Outcome> outcomes = simulate(rule, at(0, push(A, B)), skipped, again(skipped, 400, false));
        assertThat(outcomes).extracting(o -> o.decision().verdict()).containsExactly(FIRE, SKIP, FIRE);
        assertThat(outcomes.get(2).acts()).isTrue();
    }

    @Test
    void a_developer_who_redelivers_fires_no_rule_for_production_and_an_admin_does() {
        kind = EnvironmentKind.PRODUCTION;
        Delivery first = at(0, push("dev", A, B, ChangedPaths.unknown()));
        Map<String, Object> rule = ruleJson("trigger", Map.of("type", "push", "branch_patterns", List.of("*")));
        Outcome developer = simulate(rule, again(first, 2, false)).get(0);
        assertThat(developer.decision().verdict()).isEqualTo(NO_MATCH);
        Check last =
                developer.decision().checks().get(developer.decision().checks().size() - 1);
        assertThat(last.name()).isEqualTo("redelivered_by");
        assertThat(last.seen()).isEqualTo("kim@example.org, a Developer");
        assertThat(last.hint()).isEqualTo("An Admin must redeliver to fire production rules.");
        assertThat(simulate(rule, again(first, 2, true)).get(0).acts()).isTrue();
        kind = EnvironmentKind.STAGING;
        assertThat(simulate(rule, again(first, 2, false)).get(0).acts()).isTrue();
    }

    @Test
    void a_comparison_takes_the_record_where_there_is_one_and_the_standing_rule_elsewhere() {
        List<Delivery> past = List.of(at(0, push(A, B)), at(1, push(B, C)));
        Rule standing = Samples.rule(ruleJson("enabled", false));
        List<Outcome> draft = Simulation.run(Samples.rule(ruleJson()), project(), past);
        DecisionRecord record = new DecisionRecord(
                Samples.PROJECT,
                past.get(0).id(),
                0,
                new RuleRef(RULE, "Once", 7),
                new Decision(FIRE, Optional.empty(), List.of()),
                Optional.empty(),
                false,
                1);
        List<Comparison> compared = Comparison.of(draft, Simulation.run(standing, project(), past), 9, List.of(record));
        assertThat(compared).extracting(Comparison::differs).containsExactly(false, true);
        assertThat(compared.get(0).before().orElseThrow().recorded()).isTrue();
        assertThat(compared.get(0).before().orElseThrow().version()).isEqualTo(7);
        assertThat(compared.get(1).before().orElseThrow().decision().verdict()).isEqualTo(SKIP);
        assertThat(Comparison.of(draft, List.of(), 0, List.of())).noneMatch(Comparison::differs);
    }

    @Property
    void no_two_actions_are_closer_than_the_cooldown(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 400) Integer> gaps, @ForAll boolean fold) {
        Map<String, Object> rule = ruleJson("cooldown", Map.of("minutes", 5, "mode", fold ? "fold" : "skip"));
        List<Delivery> past = new ArrayList<>();
        int second = 0;
        for (int i = 0; i < gaps.size(); i++) {
            second += gaps.get(i);
            past.add(at(second, push(sha(i), sha(i + 1))));
        }
        List<Instant> starts = new ArrayList<>();
        for (Outcome o : Simulation.run(Samples.rule(rule), project(), past)) {
            if (o.acts()) {
                starts.add(o.waitsUntil().orElseGet(() -> past.stream()
                        .filter(d -> d.id().equals(o.delivery()))
                        .findFirst()
                        .orElseThrow()
                        .receivedAt()));
            }
        }
        for (int i = 1; i < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i - 1), starts.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        }
        assertThat(starts.isEmpty()).isEqualTo(gaps.isEmpty());
    }

    private List<Outcome> simulate(Map<String, Object> rule, Delivery... past) {
        return Simulation.run(Samples.rule(rule), project(), List.of(past));
    }

    private ProjectStore.Snapshot project() {
        return new ProjectStore.Snapshot(
                Samples.project(),
                Map.of(Samples.STAGING, Samples.environment("staging", kind)),
                List.of(),
                Map.of(RULE, RuleState.fresh(Samples.PROJECT, RULE)));
    }

    private static Delivery at(int second, Event event) {
        return delivery(NOW.plusSeconds(second), event);
    }

    private static Delivery again(Delivery first, int second, boolean admin) {
        return first.toldAgain("again-" + second, NOW.plusSeconds(second), "kim@example.org", admin);
    }

    private static String sha(int n) {
        return String.format("%040x", n + 1);
    }
}
