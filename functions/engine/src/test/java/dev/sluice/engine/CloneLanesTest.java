package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clone reads one environment and overwrites another: nobody else may act on either meanwhile. */
class CloneLanesTest {
    private final Shop shop = Shop.onVirtualTime();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_clone_takes_the_lane_of_its_source_as_well_and_gives_both_back() {
        cloneRule("r1");
        shop.stage.dispatch.take(shop.press("r1", ""));
        shop.untilStarted(1);
        Run clone = shop.run("r1");
        assertThat(holder(Shop.PRODUCTION)).contains(clone.id().value());
        assertThat(holder(Shop.STAGING)).contains(clone.id().value());
        assertThat(shop.platform.orders.get(0)).startsWith("clone ").contains("\"neutralize\":true");
        shop.platform.end("task-" + clone.id(), "completed");
        shop.until("settled", () -> shop.run("r1").settled());
        assertThat(holder(Shop.PRODUCTION)).isEmpty();
        assertThat(holder(Shop.STAGING)).isEmpty();
    }

    @Test
    void a_clone_waits_for_whoever_acts_on_its_source_or_its_target_and_is_waited_for() {
        deployRule("r1", "staging");
        deployRule("r2", "production");
        cloneRule("r3");
        fire("r1");
        shop.untilStarted(1);
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.stage.dispatch.take(shop.press("r3", ""));
        shop.until("the clone waits", () -> waits("r3"));
        fire("r2");
        shop.until("production waits for the clone", () -> waits("r2"));
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r3").id().value());
        shop.platform.end("task-" + shop.run("r3").id(), "completed");
        shop.untilStarted(3);
        assertThat(shop.platform.starts.get(2)).isEqualTo(shop.run("r2").id().value());
        assertThat(shop.platform.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void a_run_that_waits_too_long_for_its_lane_fails_as_lane_timeout_and_leaves_what_it_had() {
        deployRule("r1", "staging");
        cloneRule("r2");
        fire("r1");
        shop.untilStarted(1);
        shop.stage.dispatch.take(shop.press("r2", ""));
        shop.until("the clone waits", () -> waits("r2"));
        assertThat(holder(Shop.PRODUCTION)).contains(shop.run("r2").id().value());
        // The holder's heartbeats are as late as everybody's; only the one who waits is looked at here.
        shop.stage.clock.advance(Duration.ofMinutes(61));
        shop.until("it ended", () -> shop.run("r2").settled());
        assertThat(shop.run("r2").status()).isEqualTo(RunStatus.FAILED);
        assertThat(shop.run("r2").reason().orElseThrow().code()).isEqualTo(ReasonCode.LANE_TIMEOUT);
        assertThat(shop.run("r2").reason().orElseThrow().message()).contains("production or staging");
        assertThat(holder(Shop.PRODUCTION)).isEmpty();
    }

    @Test
    void a_clone_into_what_became_production_since_the_rule_was_saved_is_refused() {
        cloneRule("r1");
        shop.environment(Shop.STAGING, EnvironmentKind.PRODUCTION, shop.platform.uri());
        shop.stage.dispatch.take(shop.press("r1", ""));
        Run refused = shop.run("r1");
        assertThat(refused.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(refused.reason().orElseThrow().code()).isEqualTo(ReasonCode.PRODUCTION_TARGET);
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void the_step_function_refuses_a_production_target_that_was_none_when_the_run_was_made() {
        cloneRule("r1");
        AtomicBoolean broken = new AtomicBoolean(true);
        shop.stage.breakSteps(step -> broken.get() && step.startsWith("admit "));
        shop.stage.dispatch.take(shop.press("r1", ""));
        assertThat(shop.run("r1").status()).isEqualTo(RunStatus.QUEUED);
        shop.environment(Shop.STAGING, EnvironmentKind.PRODUCTION, shop.platform.uri());
        broken.set(false);
        shop.stage.clock.advance(Duration.ofSeconds(2));
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.stage.calls("admit")).isPositive();
        assertThat(shop.run("r1").reason().orElseThrow().code()).isEqualTo(ReasonCode.PRODUCTION_TARGET);
        assertThat(shop.platform.starts).isEmpty();
    }

    private void cloneRule(String id) {
        shop.rule(
                id,
                Map.of(
                        "trigger", Map.of("type", "manual"),
                        "action",
                                Map.of(
                                        "type", "clone",
                                        "source_environment", "production",
                                        "target_environment", "staging")));
    }

    private void deployRule(String id, String target) {
        shop.rule(
                id,
                Map.of(
                        "trigger", Map.of("type", "push", "branch_patterns", List.of(id)),
                        "action", Map.of("type", "deploy", "target_environment", target)));
    }

    private void fire(String rule) {
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.stage.dispatch.take(shop.push(rule, 0, 1, rule));
    }

    private boolean waits(String rule) {
        return shop.run(rule).timeline().stream().anyMatch(t -> t.what().equals("waiting_for_lane"));
    }

    private Optional<String> holder(EnvironmentId environment) {
        return shop.stage.runs.lane(Shop.PROJECT, environment).holder().map(h -> h.run()
                .value());
    }
}
