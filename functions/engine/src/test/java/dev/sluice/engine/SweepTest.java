package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.Secret;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.dispatch.Dispatch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;

/** What a crash leaves behind, and that sweep mends it. */
class SweepTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_run_that_was_stored_and_never_started_is_started() {
        shop.rule("r1", Map.of());
        RunExecutions nowhere =
                new RunExecutions(Stage.client(URI.create("http://127.0.0.1:1")), shop.stage.machineArn);
        Dispatch dying = new Dispatch(
                shop.stage.projects,
                shop.stage.deliveries,
                shop.stage.runs,
                shop.stage.commits,
                new Dispatch.Outlets(nowhere, shop.stage.noticesQueue));
        assertThatThrownBy(() -> dying.take(shop.push(0, 1))).isInstanceOf(RuntimeException.class);
        assertThat(shop.stage.sweep.all()).as("too early to interfere").isZero();
        shop.stage.clock.advance(Duration.ofMinutes(3));
        assertThat(shop.stage.sweep.all()).isEqualTo(1);
        shop.untilStarted(1);
    }

    @Test
    void an_action_whose_message_is_lost_goes_on() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        shop.stage.sqs.purgeQueue(
                PurgeQueueRequest.builder().queueUrl(shop.stage.actionsUrl).build());
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.stage.clock.advance(Duration.ofMinutes(10));
        shop.stage.sweep.all();
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
    }

    @Test
    void a_run_whose_execution_ended_without_finish_is_ended_and_says_so() {
        shop.rule("r1", Map.of());
        shop.stage.breakSteps(step -> true);
        shop.stage.dispatch.take(shop.push(0, 1));
        Run run = shop.run("r1");
        shop.stage.machine.stopExecution(
                shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + run.id(),
                Optional.empty(),
                Optional.empty());
        shop.stage.sweep.look(run.id());
        assertThat(shop.run("r1").status()).isEqualTo(RunStatus.FAILED);
        assertThat(shop.run("r1").reason().orElseThrow().code()).isEqualTo(ReasonCode.INTERNAL_ERROR);
        assertThat(shop.run("r1").settled()).isTrue();
    }

    @Test
    void a_lane_that_was_given_without_the_token_being_answered_is_told_again() {
        passLaneWithoutTelling();
        shop.stage.clock.advance(Duration.ofMinutes(3));
        shop.stage.sweep.look(shop.run("r2").id());
        shop.untilStarted(2);
    }

    @Test
    void who_passed_the_lane_on_and_told_nobody_tells_the_next_when_it_finishes_again() {
        passLaneWithoutTelling();
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStarted(2);
        assertThat(shop.platform.starts.get(1)).isEqualTo(shop.run("r2").id().value());
    }

    @Test
    void a_run_that_is_well_is_left_alone_however_often_it_is_swept() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        for (int i = 0; i < 5; i++) {
            shop.stage.clock.advance(Duration.ofMinutes(3));
            shop.stage.sweep.all();
        }
        shop.platform.end("task-" + shop.run("r1").id(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
        assertThat(shop.platform.starts).hasSize(1);
        assertThat(shop.platform.cancels).isEmpty();
        shop.until("settled", () -> shop.run("r1").settled());
        assertThat(shop.stage.notices()).as("its start and its end").hasSize(2);
    }

    @Test
    void a_task_token_is_never_stored_in_the_clear() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run run = shop.run("r1");
        PendingToken pending = run.pendingToken().orElseThrow();
        Secret token = shop.stage.vault.open(PendingToken.purpose(run.id()), pending.token());
        assertThat(pending.token().envelope()).doesNotContain(token.reveal());
        assertThat(run.toString())
                .doesNotContain(token.reveal())
                .doesNotContain(pending.token().envelope());
    }

    /** What a crash between the commit that passes a lane on, here from r1 to r2, and the answer to the token leaves. */
    private void passLaneWithoutTelling() {
        shop.rule("r1", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("r1"))));
        shop.rule("r2", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("r2"))));
        shop.stage.dispatch.take(shop.push("r1", 0, 1, "d1"));
        shop.untilStarted(1);
        shop.stage.dispatch.take(shop.push("r2", 0, 1, "d2"));
        shop.until(
                "r2 waits",
                () -> shop.stage.runs.firstWaiter(Shop.PROJECT, Shop.STAGING).isPresent());
        var lane = shop.stage.runs.lane(Shop.PROJECT, Shop.STAGING);
        var waiter = shop.stage.runs.firstWaiter(Shop.PROJECT, Shop.STAGING).orElseThrow();
        Run next = shop.run("r2");
        assertThat(waiter.run()).isEqualTo(next.id());
        assertThat(shop.stage
                        .commits
                        .commit(
                                Write.save(lane.heldBy(next.id(), shop.stage.clock.instant())),
                                Write.remove(waiter),
                                Write.save(next))
                        .done())
                .isTrue();
    }
}
