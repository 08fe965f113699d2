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

/** The least time between two actions of one rule, and what becomes of a run inside it. */
class CooldownTest {
    private final Shop shop = Shop.onVirtualTime();
    private final Deciders people = new Deciders(shop.stage);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void in_mode_skip_a_run_inside_the_window_is_recorded_as_skipped() {
        Run first = deployed("skip");
        push(1, 2);
        assertThat(newest().status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(newest().reason().orElseThrow().message())
                .matches("Cooling down until .* UTC \\(5 minutes since run " + first.id() + "\\)\\.");
        assertThat(shop.stage.sent).as("whoever wants to hear of skips is told").anySatisfy(notice -> assertThat(notice)
                .contains("run.skipped", newest().id().value()));
    }

    @Test
    void in_mode_fold_a_run_waits_for_the_windows_end_and_then_acts() {
        deployed("fold");
        push(1, 2);
        shop.until("it waits", this::newestWaits);
        shop.stage.clock.advance(Duration.ofMinutes(4));
        assertThat(newest().status()).isEqualTo(RunStatus.WAITING);
        shop.stage.clock.advance(
                Duration.ofSeconds(70)); // not so far that the step which follows runs into its timeout
        shop.untilStarted(2);
        assertThat(newest().timeline()).extracting("what").containsSubsequence("held", "admitted", "started");
    }

    @Test
    void of_a_burst_in_mode_fold_only_the_newest_acts_and_the_others_name_it() {
        deployed("fold");
        for (int n = 1; n < 5; n++) {
            push(n, n + 1);
            shop.until("it waits", this::newestWaits);
        }
        shop.stage.clock.advance(Duration.ofSeconds(320));
        shop.untilStarted(2);
        List<Run> runs = shop.runs();
        assertThat(shop.platform.starts.get(1)).isEqualTo(runs.get(4).id().value());
        assertThat(shop.platform.orders.get(1)).contains(Shop.sha(5));
        for (int n = 1; n < 4; n++) {
            assertThat(runs.get(n).status()).isEqualTo(RunStatus.SUPERSEDED);
            assertThat(runs.get(n).gates().supersededBy())
                    .contains(runs.get(n + 1).id());
        }
        shop.stage.clock.advance(Duration.ofSeconds(10));
        assertThat(shop.platform.starts).hasSize(2);
    }

    @Test
    void a_late_push_that_the_waiting_one_was_made_on_top_of_gives_way_to_it() {
        deployed("fold");
        push(2, 3);
        shop.until("the newer waits", this::newestWaits);
        Run newer = newest();
        push(1, 2);
        shop.until(
                "both are decided",
                () -> shop.runs().size() == 3 && newest().status().isFinal());
        assertThat(newest().status()).isIn(RunStatus.SUPERSEDED, RunStatus.SKIPPED);
        assertThat(shop.stage.runs.run(newer.id()).orElseThrow().status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    void a_run_that_ends_before_its_action_gives_the_window_back_and_wakes_who_waits() {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 60, "mode", "fold")));
        shop.rule("r2", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("other"))));
        shop.stage.dispatch.take(shop.push("other", 0, 1, "r2"));
        shop.untilStarted(1);
        push(0, 1);
        shop.until("it waits for the lane", () -> shop.run("r1").timeline().stream()
                .anyMatch(t -> t.what().equals("waiting_for_lane")));
        Run first = shop.run("r1");
        push(1, 2);
        shop.until("the second waits for the window", this::newestWaits);
        people.cancel(first.id(), "ada@example.org");
        shop.until("the second is admitted", () -> newest().timeline().stream()
                .anyMatch(t -> t.what().equals("admitted")));
        shop.platform.end("task-" + shop.run("r2").id(), "completed");
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(newest().id().value());
    }

    @Test
    void a_run_that_meets_one_that_waits_for_approval_takes_its_place_and_its_window() {
        shop.rule(
                "r1", Map.of("cooldown", Map.of("minutes", 60, "mode", "skip"), "approval", Map.of("required", true)));
        push(0, 1);
        shop.until("it asks", () -> newest().status() == RunStatus.PENDING_APPROVAL);
        Run first = newest();
        push(1, 2);
        shop.until(
                "the second asks",
                () -> newest().status() == RunStatus.PENDING_APPROVAL
                        && !newest().id().equals(first.id()));
        assertThat(shop.stage.runs.run(first.id()).orElseThrow().status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(shop.stage
                        .projects
                        .ruleState(Shop.PROJECT, first.rule().id())
                        .claim()
                        .orElseThrow()
                        .holder())
                .isEqualTo(newest().id());
        people.approve(newest().id(), "ada@example.org");
        shop.untilStarted(1);
        push(2, 3);
        assertThat(newest().reason().orElseThrow().code()).isEqualTo(ReasonCode.COOLDOWN);
    }

    @Test
    void a_rejected_run_gives_its_window_back() {
        shop.rule(
                "r1", Map.of("cooldown", Map.of("minutes", 60, "mode", "skip"), "approval", Map.of("required", true)));
        push(0, 1);
        shop.until("it asks", () -> newest().status() == RunStatus.PENDING_APPROVAL);
        people.reject(newest().id(), "ada@example.org");
        assertThat(shop.stage
                        .projects
                        .ruleState(Shop.PROJECT, newest().rule().id())
                        .claim())
                .isEmpty();
        push(1, 2);
        shop.until("the second asks", () -> newest().status() == RunStatus.PENDING_APPROVAL);
    }

    private Run deployed(String mode) {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5, "mode", mode)));
        push(0, 1);
        shop.untilStarted(1);
        Run first = newest();
        shop.platform.end("task-" + first.id(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
        return first;
    }

    /** Each push a second after the one before, so that run ids sort by arrival. */
    private void push(int before, int after) {
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.stage.dispatch.take(shop.push(before, after));
    }

    /** Its execution waits, too: before that the machine's deadline is not set, and time must not move. */
    private boolean newestWaits() {
        return newest().status() == RunStatus.WAITING && newest().pendingToken().isPresent();
    }

    private Run newest() {
        List<Run> runs = shop.runs();
        return runs.get(runs.size() - 1);
    }
}
