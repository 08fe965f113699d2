package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Simulation;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.store.ProjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a simulation says, against what dispatch then really decides for the same deliveries. */
class SimulationTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void says_of_each_delivery_what_dispatch_then_decides_check_by_check() {
        Rule rule = shop.rule(
                "r1",
                Map.of(
                        "trigger", Map.of("type", "push", "branch_patterns", List.of("*", "!wip*")),
                        "conditions", Map.of("paths", List.of("web/**"), "on_unknown_paths", "fire")));
        Delivery newest = shop.push(3, 4);
        List<Delivery> past = List.of(
                shop.push("main", 0, 1, "d1"),
                shop.push("wip/1", 0, 1, "d2"),
                shop.push("main", 0, 1, "d3"),
                shop.push("main", 2, 3, "d4"),
                shop.push("main", 1, 2, "d5"),
                newest,
                newest.toldAgain("d6", shop.stage.clock.instant(), "kim@example.org", false),
                shop.push("main", 0, 1, "d7").toldAgain("d8", shop.stage.clock.instant(), "kim@example.org", true));
        List<Simulation.Outcome> said = Simulation.run(rule, snapshot(), past);

        past.forEach(shop.stage.dispatch::take);

        assertThat(said).extracting(Simulation.Outcome::decision).containsExactlyElementsOf(decisions(past));
        assertThat(said)
                .extracting(Simulation.Outcome::repeated)
                .containsExactlyElementsOf(
                        records(past).stream().map(DecisionRecord::repeated).toList());
    }

    @Test
    void says_of_a_burst_what_dispatch_decided_while_the_first_run_had_started() {
        Rule rule = shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5)));
        List<Delivery> past = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            past.add(shop.push(i, i + 1));
            shop.stage.dispatch.take(past.get(i));
            shop.untilStarted(1);
            shop.stage.clock.advance(Duration.ofMinutes(2));
        }

        List<Simulation.Outcome> said = Simulation.run(rule, snapshot(), past);

        assertThat(said)
                .extracting(o -> o.decision().verdict())
                .containsExactly(Verdict.FIRE, Verdict.SKIP, Verdict.SKIP, Verdict.FIRE)
                .containsExactlyElementsOf(
                        decisions(past).stream().map(Decision::verdict).toList());
    }

    private ProjectStore.Snapshot snapshot() {
        return shop.stage.projects.snapshot(Shop.PROJECT).orElseThrow();
    }

    private List<Decision> decisions(List<Delivery> past) {
        return records(past).stream().map(DecisionRecord::decision).toList();
    }

    private List<DecisionRecord> records(List<Delivery> past) {
        return past.stream()
                .flatMap(d -> shop.stage.deliveries.decided(Shop.PROJECT, d.id()).orElseThrow().decisions().stream())
                .toList();
    }
}
