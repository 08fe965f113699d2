package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version tag asks for approval and then promotes the exact build of staging to production. */
class ApprovalTest {
    private static final String RELEASE = Shop.sha(7);
    private final Shop shop = Shop.onVirtualTime();
    private final Deciders admins = new Deciders(shop.stage);

    @BeforeEach
    void release() {
        shop.platform.runs("staging", "b7", RELEASE);
        shop.platform.runs("production", "b4", Shop.sha(4));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void an_approved_run_promotes_the_build_that_was_frozen_when_it_was_admitted() {
        Run asked = ask(60);
        shop.platform.runs("staging", "b8", Shop.sha(8));
        assertThat(admins.approve(asked.id(), "ada@example.org")).isTrue();
        shop.untilStarted(1);
        assertThat(shop.platform.orders)
                .singleElement()
                .asString()
                .startsWith("promote ")
                .contains("\"build_id\":\"b7\"", "\"digest\":\"sha256:b7\"", "\"source_environment\":\"staging\"");
        shop.platform.end("task-" + asked.id(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
        assertThat(transitions(asked.id())).isLessThanOrEqualTo(11);
    }

    @Test
    void nothing_acts_before_somebody_approved() {
        Run asked = ask(60);
        shop.stage.clock.advance(Duration.ofMinutes(59));
        shop.stage.sweep.all();
        assertThat(shop.platform.starts).isEmpty();
        assertThat(shop.stage.runs.lane(Shop.PROJECT, Shop.PRODUCTION).holder())
                .as("a run that waits for approval holds no lane")
                .isEmpty();
        assertThat(run(asked).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
    }

    @Test
    void the_question_says_what_runs_in_the_target_and_how_many_commits_lie_between() {
        Approval.Background told = ask(60).gates().approval().orElseThrow().background();
        assertThat(told.targetBuild().orElseThrow().id()).isEqualTo("b4");
        assertThat(told.commitsBetween()).contains(3);
        assertThat(told.subject()).contains("Mend the till");
        assertThat(told.author()).contains("Ada");
    }

    @Test
    void a_run_that_nobody_decided_on_ends_as_expired() {
        Run asked = ask(60);
        shop.stage.clock.advance(Duration.ofMinutes(61));
        shop.untilStatus("r1", RunStatus.EXPIRED);
        assertThat(run(asked).reason().orElseThrow().code()).isEqualTo(ReasonCode.APPROVAL_EXPIRED);
        shop.until("settled", () -> run(asked).settled());
        assertThat(notices()).contains("approval.expired");
        assertThat(admins.approve(asked.id(), "ada@example.org")).isFalse();
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void a_rejected_run_ends_as_rejected_and_never_acts() {
        Run asked = ask(60);
        assertThat(admins.reject(asked.id(), "ada@example.org")).isTrue();
        shop.until("settled", () -> run(asked).settled());
        assertThat(run(asked).status()).isEqualTo(RunStatus.REJECTED);
        assertThat(notices()).contains("approval.decided");
        assertThat(shop.platform.starts).isEmpty();
    }

    @Test
    void a_reminder_goes_out_once_when_a_quarter_of_the_window_is_left() {
        Run asked = ask(60);
        shop.stage.clock.advance(Duration.ofMinutes(44));
        shop.stage.sweep.all();
        assertThat(notices()).doesNotContain("approval.reminder");
        shop.stage.clock.advance(Duration.ofMinutes(2));
        shop.stage.sweep.all();
        shop.stage.sweep.all();
        shop.stage.clock.advance(Duration.ofMinutes(5));
        shop.stage.sweep.all();
        assertThat(notices().stream().filter("approval.reminder"::equals)).hasSize(1);
        assertThat(run(asked).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
    }

    @Test
    void a_newer_run_of_the_rule_supersedes_the_one_that_waits() {
        Run older = ask(60);
        shop.stage.clock.advance(Duration.ofSeconds(1));
        shop.platform.runs("staging", "b8", Shop.sha(8));
        shop.stage.dispatch.take(shop.tag("v2", Event.NO_COMMIT, Shop.sha(8)));
        shop.until(
                "two runs wait or waited",
                () -> shop.runs().size() == 2 && run(older).status().isFinal());
        Run newer = shop.runs().get(1);
        assertThat(run(older).status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(run(older).gates().supersededBy()).contains(newer.id());
        assertThat(run(older).reason().orElseThrow().message())
                .startsWith("Not chosen")
                .contains(newer.id().value());
        assertThat(admins.approve(older.id(), "ada@example.org")).isFalse();
        shop.until("settled", () -> run(older).settled());
        shop.until("the newer asks", () -> run(newer).status() == RunStatus.PENDING_APPROVAL);
        assertThat(run(newer).gates().frozen().orElseThrow().id()).isEqualTo("b8");
    }

    @Test
    void an_approval_whose_teller_died_is_told_by_the_sweep() {
        Run asked = ask(60);
        admins.crash();
        assertThat(admins.approve(asked.id(), "ada@example.org")).isTrue();
        assertThat(shop.platform.starts).isEmpty();
        shop.stage.clock.advance(Duration.ofMinutes(3));
        shop.stage.sweep.all();
        shop.untilStarted(1);
    }

    @Test
    void an_approval_that_nobody_told_is_followed_when_the_window_ends() {
        Run asked = ask(60);
        admins.crash();
        assertThat(admins.approve(asked.id(), "ada@example.org")).isTrue();
        shop.stage.clock.advance(Duration.ofMinutes(61));
        shop.untilStarted(1);
    }

    @Test
    void a_rejection_whose_teller_died_ends_the_execution_by_the_sweep() {
        Run asked = ask(60);
        admins.crash();
        assertThat(admins.reject(asked.id(), "ada@example.org")).isTrue();
        shop.stage.clock.advance(Duration.ofMinutes(3));
        shop.stage.sweep.all();
        assertThat(run(asked).settled()).isTrue();
        shop.until(
                "the execution ends",
                () -> shop.stage.executions.state(asked.id()).orElseThrow() != RunExecutions.State.RUNNING);
    }

    @Test
    void a_question_that_is_asked_again_with_a_new_token_is_answered_by_the_new_one() {
        shop.stage.answerLostOnce("ask_approval");
        rule(60);
        shop.stage.dispatch.take(shop.tag("v1", Event.NO_COMMIT, RELEASE));
        shop.until("asked again", () -> {
            shop.stage.clock.advance(Duration.ofMillis(100));
            return shop.stage.calls("ask_approval") == 2;
        });
        shop.until("approved", () -> admins.approve(shop.run("r1").id(), "ada@example.org"));
        shop.untilStarted(1);
    }

    @Test
    void a_tag_that_moved_after_the_approval_is_not_released() {
        shop.rule("r2", Map.of("action", Map.of("type", "deploy", "target_environment", "production")));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run asked = ask(60);
        admins.approve(asked.id(), "ada@example.org");
        shop.until("it waits for the lane", () -> run(asked).timeline().stream()
                .anyMatch(t -> t.what().equals("waiting_for_lane")));
        shop.stage.dispatch.take(shop.tag("v1", RELEASE, Shop.sha(9)));
        shop.platform.end("task-" + shop.run("r2").id(), "completed");
        shop.until("ended", () -> run(asked).status().isFinal());
        assertThat(run(asked).status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(run(asked).reason().orElseThrow().code()).isEqualTo(ReasonCode.REF_MOVED);
        assertThat(shop.platform.orders).noneMatch(o -> o.startsWith("promote"));
    }

    @Test
    void a_repeated_run_promotes_the_build_that_the_first_one_had_frozen() {
        Run asked = ask(60);
        shop.stage.clock.advance(Duration.ofMinutes(61));
        shop.untilStatus("r1", RunStatus.EXPIRED);
        shop.platform.runs("staging", "b8", Shop.sha(8));
        Delivery again = Delivery.received(
                        Shop.PROJECT,
                        Provider.SLUICE,
                        "rerun",
                        "k1",
                        shop.stage.clock.instant(),
                        Delivery.Facts.of(
                                List.of(asked.event().toldTo(asked.rule().id()))))
                .repeating(new Rerun(
                        asked.id(), "dev@example.org", run(asked).gates().frozen()));
        shop.stage.dispatch.take(again);
        shop.stage.dispatch.take(again);
        shop.until(
                "it asks", () -> shop.runs().size() == 2 && shop.runs().get(1).status() == RunStatus.PENDING_APPROVAL);
        Run repeated = shop.runs().get(1);
        assertThat(repeated.rerun().orElseThrow().of()).isEqualTo(asked.id());
        assertThat(admins.approve(repeated.id(), "ada@example.org")).isTrue();
        shop.untilStarted(1);
        assertThat(shop.platform.orders.get(0)).contains("\"build_id\":\"b7\"");
    }

    @Test
    void a_build_of_another_commit_than_the_tags_is_not_promoted() {
        shop.platform.runs("staging", "b8", Shop.sha(8));
        rule(60);
        shop.stage.dispatch.take(shop.tag("v1", Event.NO_COMMIT, RELEASE));
        shop.untilStatus("r1", RunStatus.SKIPPED);
        assertThat(shop.run("r1").reason().orElseThrow().code()).isEqualTo(ReasonCode.SOURCE_COMMIT_MISMATCH);
    }

    private Run ask(int minutes) {
        rule(minutes);
        shop.stage.dispatch.take(shop.tag("v1", Event.NO_COMMIT, RELEASE));
        shop.untilStatus("r1", RunStatus.PENDING_APPROVAL);
        return shop.run("r1");
    }

    private void rule(int minutes) {
        shop.rule(
                "r1",
                Map.of(
                        "trigger", Map.of("type", "tag_push", "tag_pattern", "v*"),
                        "approval", Map.of("required", true, "expires_in_minutes", minutes),
                        "action",
                                Map.of(
                                        "type", "promote",
                                        "source_environment", "staging",
                                        "target_environment", "production")));
    }

    private Run run(Run earlier) {
        return shop.stage.runs.run(earlier.id()).orElseThrow();
    }

    /** The events of all notices so far, in the order in which they were sent. */
    private List<String> notices() {
        return shop.stage.sent.stream()
                .filter(body -> body.contains("\"event\""))
                .map(body -> body.replaceAll(".*\"event\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private long transitions(RunId run) {
        return shop.stage
                .machine
                .describeExecution(shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + run)
                .stateTransitions();
    }
}
