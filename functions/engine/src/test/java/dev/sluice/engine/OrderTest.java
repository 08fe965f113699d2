package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of several pushes act: the order in which they came, and the pause that a cooldown puts between them. */
class OrderTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_branch_that_goes_there_and_back_fires_each_time() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.stage.dispatch.take(shop.push(1, 0));
        shop.stage.dispatch.take(shop.push(0, 1));
        assertThat(shop.runs()).hasSize(3);
    }

    @Test
    void a_push_that_its_successor_overtook_is_superseded() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.stage.dispatch.take(shop.push(0, 1));
        assertThat(shop.runs()).hasSize(2);
        assertThat(shop.runs()).anySatisfy(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.SKIPPED);
            assertThat(run.reason().orElseThrow().code()).isEqualTo(ReasonCode.SUPERSEDED);
        });
    }

    @Test
    void two_runs_admitted_together_inside_one_cooldown_are_one_action_and_one_skip() {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5)));
        // Both are decided before either is admitted, so that only the claim can tell them apart.
        shop.stage.breakSteps(step -> step.startsWith("admit "));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.stage.dispatch.take(shop.push(1, 2));
        assertThat(shop.statuses()).containsExactly(RunStatus.QUEUED, RunStatus.QUEUED);
        shop.stage.breakSteps(step -> false);
        shop.until("one is skipped", () -> shop.statuses().contains(RunStatus.SKIPPED));
        shop.untilStarted(1);
        Run skipped = shop.runs().stream()
                .filter(r -> r.status() == RunStatus.SKIPPED)
                .findFirst()
                .orElseThrow();
        assertThat(skipped.reason().orElseThrow().code()).isEqualTo(ReasonCode.COOLDOWN);
        assertThat(skipped.reason().orElseThrow().message()).startsWith("Cooling down until ");
        assertThat(shop.platform.starts).hasSize(1);
    }

    @Test
    void a_push_inside_the_cooldown_of_a_started_action_is_skipped_without_an_execution() {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5)));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        shop.stage.dispatch.take(shop.push(1, 2));
        Run second = shop.runs().get(1);
        assertThat(second.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(shop.stage.executions.state(second.id())).isEmpty();
        shop.stage.clock.advance(Duration.ofMinutes(6));
        shop.stage.dispatch.take(shop.push(2, 3));
        assertThat(shop.runs().get(2).status()).isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void an_older_run_whose_turn_comes_after_a_newer_one_was_started_is_superseded() {
        shop.rule("r1", Map.of());
        shop.stage.breakSteps(step -> step.startsWith("enter_lane "));
        shop.stage.dispatch.take(shop.push(0, 1));
        String older = shop.runs().get(0).id().value();
        shop.stage.breakSteps(step -> step.equals("enter_lane " + older));
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.untilStarted(1);
        String newer = shop.runs().get(1).id().value();
        assertThat(shop.platform.starts).containsExactly(newer);
        shop.platform.end("task-" + newer, "completed");
        shop.stage.breakSteps(step -> false);
        shop.until("the older one ends", () -> shop.runs().get(0).status().isFinal());
        assertThat(shop.statuses()).containsExactly(RunStatus.SUPERSEDED, RunStatus.SUCCEEDED);
        assertThat(shop.platform.starts).containsExactly(newer);
    }

    @Test
    void two_runs_that_waited_for_the_lane_keep_the_cooldown_between_them() {
        shop.rule("r0", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("other"))));
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5)));
        shop.stage.dispatch.take(shop.push("other", 0, 1, "d0"));
        shop.untilStarted(1);
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.until("the first waits", () -> waiting() == 1);
        shop.stage.clock.advance(Duration.ofMinutes(6));
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.until("the second waits", () -> waiting() == 2);
        shop.stage.clock.advance(Duration.ofMinutes(6));
        shop.platform.end("task-" + shop.run("r0").id(), "completed");
        shop.untilStarted(2);
        shop.platform.end("task-" + shop.platform.starts.get(1), "completed");
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.platform.starts).hasSize(2);
    }

    private long waiting() {
        return shop.runs().stream()
                .filter(r -> r.timeline().stream().anyMatch(t -> t.what().equals("waiting_for_lane")))
                .count();
    }
}
