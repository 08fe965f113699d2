package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RunId;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person cancels a run, wherever it is. */
class CancelTest {
    private final Shop shop = Shop.onVirtualTime();
    private final Deciders people = new Deciders(shop.stage);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_run_that_waits_for_approval_is_cancelled_and_never_acts() {
        shop.rule("r1", Map.of("approval", Map.of("required", true)));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStatus("r1", RunStatus.PENDING_APPROVAL);
        cancelled("r1");
        assertThat(people.approve(shop.run("r1").id(), "ada@example.org")).isFalse();
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void a_run_that_waits_for_the_cooldowns_end_is_cancelled_and_never_acts() {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5, "mode", "fold")));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.untilStatus("r1", RunStatus.WAITING);
        Run waiting = shop.runs().get(1);
        assertThat(people.cancel(waiting.id(), "ada@example.org")).isTrue();
        shop.until("settled", () -> read(waiting.id()).settled());
        shop.stage.clock.advance(Duration.ofMinutes(10));
        assertThat(read(waiting.id()).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(shop.platform.starts).hasSize(1);
    }

    @Test
    void a_run_that_waits_for_its_lane_is_cancelled_and_leaves_its_place() {
        fire("r1");
        shop.untilStarted(1);
        fire("r2");
        shop.until("r2 waits", () -> waits("r2"));
        fire("r3");
        shop.until("r3 waits", () -> waits("r3"));
        cancelled("r2");
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r3").id().value());
    }

    @Test
    void a_running_deployment_is_cancelled_on_the_platform() {
        fire("r1");
        shop.untilStarted(1);
        Run running = shop.run("r1");
        shop.until("asked to stop", () -> people.cancel(running.id(), "ada@example.org"));
        shop.untilStatus("r1", RunStatus.CANCELLED);
        assertThat(shop.platform.cancels).contains("task-" + running.id());
        assertThat(shop.run("r1").reason().orElseThrow().message()).isEqualTo("Cancelled by ada@example.org.");
        assertThat(shop.stage
                        .projects
                        .ruleState(Shop.PROJECT, running.rule().id())
                        .failures())
                .as("a cancelled run does not count for the breaker")
                .isZero();
    }

    @Test
    void a_cancelled_run_whose_execution_was_never_told_is_settled_by_the_sweep() {
        fire("r1");
        shop.untilStarted(1);
        fire("r2");
        shop.until("r2 waits", () -> waits("r2"));
        people.crash();
        assertThat(people.cancel(shop.run("r2").id(), "ada@example.org")).isTrue();
        shop.stage.clock.advance(Duration.ofMinutes(3));
        shop.stage.sweep.all();
        assertThat(shop.run("r2").settled()).isTrue();
        assertThat(shop.stage.runs.firstWaiter(Shop.PROJECT, Shop.STAGING)).isEmpty();
    }

    private void cancelled(String rule) {
        assertThat(people.cancel(shop.run(rule).id(), "ada@example.org")).isTrue();
        shop.until("settled", () -> shop.run(rule).settled());
        assertThat(shop.run(rule).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(shop.run(rule).reason().orElseThrow().code()).isEqualTo(ReasonCode.CANCELLED);
    }

    private void fire(String rule) {
        shop.rule(rule, Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of(rule))));
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.stage.dispatch.take(shop.push(rule, 0, 1, rule));
    }

    private boolean waits(String rule) {
        return shop.run(rule).timeline().stream().anyMatch(t -> t.what().equals("waiting_for_lane"));
    }

    private Run read(RunId id) {
        return shop.stage.runs.run(id).orElseThrow();
    }
}
