package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One run at a time on one environment, in order of arrival, whatever happens to those who hold it or wait. */
class LanesTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void runs_of_several_rules_act_on_one_environment_one_after_the_other_in_order_of_arrival() {
        List<String> rules = List.of("r1", "r2", "r3");
        rules.forEach(this::fire);
        for (int i = 0; i < rules.size(); i++) {
            shop.untilStarted(i + 1);
            Run acting = shop.run(rules.get(i));
            assertThat(shop.platform.starts.get(i)).isEqualTo(acting.id().value());
            shop.platform.end("task-" + acting.id(), "completed");
        }
        rules.forEach(r -> shop.untilStatus(r, RunStatus.SUCCEEDED));
        assertThat(shop.platform.mostAtOnce()).isEqualTo(1);
        shop.until("the lane is free", () -> lane().holder().isEmpty());
    }

    @Test
    void who_waits_is_told_for_whom() {
        fire("r1");
        shop.untilStarted(1);
        fire("r2");
        shop.until("r2 waits", () -> waits("r2"));
        assertThat(shop.run("r2").timeline()).anySatisfy(t -> assertThat(t.detail())
                .isEqualTo("Waiting for run " + shop.run("r1").id() + " on staging"));
    }

    @Test
    void a_run_whose_execution_is_gone_when_it_is_given_the_lane_passes_it_on() {
        fire("r1");
        shop.untilStarted(1);
        fire("r2");
        shop.until("r2 waits", () -> waits("r2"));
        fire("r3");
        shop.until("r3 waits", () -> waits("r3"));
        RunId dead = shop.run("r2").id();
        shop.stage.machine.stopExecution(
                shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + dead,
                Optional.empty(),
                Optional.empty());
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.until("the dead run has the lane", () -> lane().isHeldBy(dead));
        assertThat(shop.platform.starts)
                .as("nobody acts before the dead run is ended")
                .hasSize(1);
        shop.stage.sweep.look(dead);
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r3").id().value());
        assertThat(shop.run("r2").status()).isEqualTo(RunStatus.FAILED);
        assertThat(shop.run("r2").reason().orElseThrow().code()).isEqualTo(ReasonCode.INTERNAL_ERROR);
    }

    @Test
    void a_run_that_waited_while_another_tripped_the_breaker_does_not_deploy() {
        shop.rule("r1", Map.of("circuit_breaker", Map.of("max_consecutive_failures", 1)));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run first = shop.runs().get(0);
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.until("the second waits", () -> shop.runs().get(1).timeline().stream()
                .anyMatch(t -> t.what().equals("waiting_for_lane")));
        shop.platform.end("task-" + first.id(), "failed");
        shop.until("the second ends", () -> shop.runs().get(1).status().isFinal());
        Run second = shop.runs().get(1);
        assertThat(second.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(second.reason().orElseThrow().code()).isEqualTo(ReasonCode.RULE_DISABLED);
        assertThat(second.reason().orElseThrow().message()).contains(first.id().value());
        assertThat(shop.stage.sent).as("the notice of the breaker").anySatisfy(notice -> assertThat(notice)
                .contains("rule.disabled", first.id().value()));
        assertThat(shop.platform.starts).hasSize(1);
        shop.stage.dispatch.take(shop.push(2, 3));
        assertThat(shop.runs().get(2).reason().orElseThrow().code()).isEqualTo(ReasonCode.RULE_DISABLED);
    }

    @Test
    void an_execution_that_is_lost_while_the_platform_works_keeps_the_lane_until_the_platform_has_stopped() {
        fire("r1");
        shop.untilStarted(1);
        fire("r2");
        shop.until("r2 waits", () -> waits("r2"));
        RunId lost = shop.run("r1").id();
        shop.stage.machine.stopExecution(
                shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + lost,
                Optional.empty(),
                Optional.empty());
        shop.stage.sweep.look(lost);
        assertThat(shop.run("r1").status()).isEqualTo(RunStatus.FAILED);
        assertThat(lane().isHeldBy(lost)).isTrue();
        shop.until("the platform was asked to stop", () -> !shop.platform.cancels.isEmpty());
        shop.untilStarted(2);
        assertThat(shop.platform.mostAtOnce()).isEqualTo(1);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r2").id().value());
        assertThat(shop.run("r1").settled()).isTrue();
    }

    @Test
    void a_run_that_asks_again_with_a_new_token_keeps_its_place_and_is_woken_by_the_new_one() {
        fire("r1");
        shop.untilStarted(1);
        shop.stage.answerLostOnce("enter_lane");
        fire("r2");
        shop.until("r2 was asked for twice", () -> shop.stage.calls("enter_lane") == 3);
        fire("r3");
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r2").id().value());
    }

    @Test
    void a_free_lane_with_a_waiter_that_is_gone_is_entered_all_the_same() {
        Lane free = lane();
        LaneWaiter gone = free.waiter(new RunId("gone"));
        assertThat(shop.stage
                        .commits
                        .commit(Write.save(free.numberTaken()), Write.save(gone))
                        .done())
                .isTrue();
        fire("r1");
        shop.untilStarted(1);
        assertThat(shop.stage.runs.firstWaiter(Shop.PROJECT, Shop.STAGING)).isEmpty();
    }

    private void fire(String rule) {
        shop.rule(rule, Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of(rule))));
        shop.stage.dispatch.take(shop.push(rule, 0, 1, rule));
        shop.until(
                rule + " came to its lane",
                () -> waits(rule) || lane().isHeldBy(shop.run(rule).id()));
    }

    private boolean waits(String rule) {
        return shop.run(rule).timeline().stream().anyMatch(t -> t.what().equals("waiting_for_lane"));
    }

    private Lane lane() {
        return shop.stage.runs.lane(Shop.PROJECT, Shop.STAGING);
    }
}
