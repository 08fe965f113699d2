package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.ActionMessage;
import dev.sluice.domain.Secret;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bad rules and broken platforms: each run says what was wrong. */
class FaultsTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_platform_that_is_down_is_tried_again_and_then_the_run_fails_and_says_so() {
        shop.platform.goDown();
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.until("the first attempt", () -> shop.stage
                .runs
                .action(shop.run("r1").id())
                .filter(a -> a.refusals() == 1)
                .isPresent());
        for (int i = 0; i < 5; i++) {
            nextMessageNow();
        }
        shop.untilStatus("r1", RunStatus.FAILED);
        Run run = shop.run("r1");
        assertThat(run.reason().orElseThrow().code()).isEqualTo(ReasonCode.PLATFORM_UNAVAILABLE);
        assertThat(run.error()).contains("The platform is being mended.");
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void a_platform_that_wants_to_be_left_alone_is_not_asked_before_its_time_and_then_the_run_goes_on() {
        shop.platform.leaveAlone(90);
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.until("it was told to wait", () -> shop.stage
                .runs
                .action(shop.run("r1").id())
                .filter(a -> a.refusals() == 1 && a.sequence() == 1)
                .isPresent());
        shop.platform.leaveAlone(0);
        int asked = shop.platform.asked();
        nextMessageNow();
        assertThat(shop.platform.asked()).isEqualTo(asked);
        assertThat(shop.run("r1").status()).isEqualTo(RunStatus.RUNNING);
        shop.stage.clock.advance(Duration.ofSeconds(91));
        nextMessageNow();
        assertThat(shop.platform.starts).containsExactly(shop.run("r1").id().value());
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        nextMessageNow();
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
    }

    @Test
    void what_a_source_runs_while_it_is_deploying_is_not_promoted() {
        shop.platform.say("deploying");
        shop.platform.runs("staging", "b1", Shop.sha(1));
        shop.rule("r1", promotion());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.run("r1").reason().orElseThrow())
                .isEqualTo(new Reason(
                        ReasonCode.ENVIRONMENT_STATUS,
                        "staging is deploying, so that the build there is not proven yet: promote it when that has"
                                + " ended."));
        shop.platform.say("running");
        shop.rule("r2", promotion());
        shop.stage.dispatch.take(shop.push(1, 2));
        shop.untilStarted(1);
        assertThat(shop.platform.orders.get(0)).startsWith("promote ").contains("\"build_id\":\"b1\"");
    }

    @Test
    void a_source_whose_platform_does_not_answer_is_named_with_what_is_wrong() {
        shop.platform.changeKey("another");
        shop.rule("r1", promotion());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStatus("r1", RunStatus.FAILED);
        assertThat(shop.run("r1").error().orElseThrow())
                .startsWith("The platform of staging does not say which build runs there.")
                .contains("check the environment's platform.key");
    }

    @Test
    void a_target_that_runs_the_commit_of_which_only_the_beginning_was_told_is_left_as_it_is() {
        shop.platform.runs("staging", "b1", "0704fc5beccc" + "a".repeat(28));
        shop.rule(
                "r1",
                Map.of(
                        "trigger", Map.of("type", "manual"),
                        "action", Map.of("type", "deploy", "target_environment", "staging", "force", false)));
        shop.stage.dispatch.take(shop.press("r1", "0704fc5beccc"));
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.run("r1").reason().orElseThrow().code()).isEqualTo(ReasonCode.ALREADY_DEPLOYED);
        assertThat(shop.platform.starts).isEmpty();
    }

    private static Map<String, Object> promotion() {
        return Map.of(
                "action",
                Map.of(
                        "type", "promote",
                        "source_environment", "staging",
                        "target_environment", "production",
                        "require_tag_commit", false));
    }

    @Test
    void a_build_that_fails_fails_the_run_with_the_platforms_own_words() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        shop.platform.end("task-" + shop.run("r1").id(), "failed");
        shop.untilStatus("r1", RunStatus.FAILED);
        assertThat(shop.run("r1").error()).contains("The build command failed.");
        assertThat(shop.run("r1").reason().orElseThrow().code()).isEqualTo(ReasonCode.ACTION_FAILED);
    }

    @Test
    void a_rule_whose_target_does_not_exist_is_skipped_with_that_reason() {
        shop.rule("r1", Map.of("action", Map.of("type", "deploy", "target_environment", "nowhere")));
        shop.stage.dispatch.take(shop.push(0, 1));
        Run run = shop.run("r1");
        assertThat(run.status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(run.reason().orElseThrow().message()).isEqualTo("The project has no environment nowhere.");
    }

    @Test
    void a_commit_of_which_only_the_beginning_was_told_is_completed_by_the_platform() {
        shop.rule("r1", Map.of("trigger", Map.of("type", "manual")));
        shop.stage.dispatch.take(shop.press("r1", "0704fc5beccc"));
        shop.untilStarted(1);
        String full = "0704fc5beccc" + "0".repeat(28);
        assertThat(shop.platform.orders).containsExactly("deploy {\"commit\":\"" + full + "\"}");
        assertThat(shop.run("r1").event().commit()).isEqualTo(full);
    }

    @Test
    void the_status_of_the_target_is_asked_when_the_run_is_admitted() {
        shop.rule("r1", Map.of("conditions", Map.of("environment_statuses", List.of("stopped"))));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.run("r1").reason().orElseThrow().message()).isEqualTo("The target environment is running.");
    }

    @Test
    void a_run_that_is_skipped_at_admission_gives_back_nothing_that_is_not_its_own() {
        shop.rule("r1", Map.of("cooldown", Map.of("minutes", 5)));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run first = shop.run("r1");
        shop.stage.dispatch.take(shop.push(1, 2));
        assertThat(shop.stage
                        .projects
                        .ruleState(Shop.PROJECT, first.rule().id())
                        .claim()
                        .orElseThrow()
                        .holder())
                .isEqualTo(first.id());
    }

    @Test
    void a_key_that_is_refused_in_mid_deployment_does_not_end_the_run() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        shop.platform.changeKey("another");
        shop.until("it was refused", () -> shop.stage
                .runs
                .action(shop.run("r1").id())
                .filter(a -> a.refusals() > 0)
                .isPresent());
        assertThat(shop.run("r1").status()).isEqualTo(RunStatus.RUNNING);
        shop.platform.changeKey("platform-key");
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
    }

    @Test
    void a_run_that_could_not_start_because_the_platform_was_busy_lets_its_lane_go() {
        shop.platform.beBusy();
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.until(
                "the run has begun",
                () -> shop.stage.runs.action(shop.run("r1").id()).isPresent());
        Run run = shop.run("r1");
        shop.stage.machine.stopExecution(
                shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + run.id(),
                Optional.empty(),
                Optional.empty());
        shop.stage.sweep.look(run.id());
        shop.until("the run is settled", () -> {
            nextMessageNow();
            return shop.run("r1").settled();
        });
        assertThat(shop.stage.runs.lane(Shop.PROJECT, Shop.STAGING).holder()).isEmpty();
        assertThat(shop.platform.starts).isEmpty();
    }

    /** The pause before the next attempt is the queue's; the test sends the next message itself, and the late one is a double. */
    private void nextMessageNow() {
        Run run = shop.run("r1");
        ActionState action = shop.stage.runs.action(run.id()).orElseThrow();
        if (action.outcome().isEmpty()) {
            Secret token = shop.stage.vault.open(PendingToken.purpose(run.id()), action.token());
            shop.stage.act.take(new ActionMessage(run.id(), token, action.sequence()));
        }
    }
}
