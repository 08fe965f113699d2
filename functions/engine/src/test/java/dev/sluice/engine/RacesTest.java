package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.ActionMessage;
import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.Secret;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.dispatch.Dispatch;
import dev.sluice.engine.step.Ending;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each race that the design names, provoked, with the real table, queue and state machine. */
class RacesTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_push_is_deployed_and_its_run_says_so() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run run = shop.run("r1");
        assertThat(run.deployment()).isPresent();
        shop.platform.end("task-" + run.id(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
        shop.until("settled", () -> shop.run("r1").settled());
        Run done = shop.run("r1");
        assertThat(done.timeline())
                .extracting("what")
                .containsExactly("received", "admitted", "entered_lane", "started", "succeeded");
        assertThat(done.deployment().orElseThrow().build()).isPresent();
        Arrival arrival = shop.stage
                .projects
                .environment(Shop.PROJECT, Shop.STAGING)
                .flatMap(Environment::arrival)
                .orElseThrow();
        assertThat(arrival).isEqualTo(Arrival.by(done, done.finishedAt().orElseThrow()));
        assertThat(arrival.by()).isEqualTo(done.event().actor()).isNotEmpty();
        assertThat(done.durationMs()).isPresent();
        assertThat(shop.stage.runs.lane(Shop.PROJECT, Shop.STAGING).holder()).isEmpty();
        assertThat(shop.stage.notices())
                .hasSize(2)
                .anySatisfy(notice -> assertThat(notice).contains("run.started"))
                .anySatisfy(notice -> assertThat(notice).contains("run.succeeded"));
        assertThat(transitions(done)).isLessThanOrEqualTo(9);
    }

    @Test
    void the_same_delivery_at_the_same_time_from_many_sides_makes_one_run() throws Exception {
        shop.rule("r1", Map.of());
        Delivery delivery = shop.push(0, 1);
        together(8, () -> {
            shop.stage.dispatch.take(delivery);
            return true;
        });
        assertThat(shop.runs()).hasSize(1);
        shop.untilStarted(1);
        assertThat(shop.platform.starts).hasSize(1);
    }

    @Test
    void the_same_content_under_other_delivery_ids_makes_one_run_and_each_delivery_says_which() throws Exception {
        shop.rule("r1", Map.of());
        List<Delivery> deliveries = List.of(shop.push(0, 1), shop.push(0, 1), shop.push(0, 1), shop.push(0, 1));
        try (Pool pool = new Pool(4)) {
            pool.all(deliveries.stream()
                    .<Callable<Boolean>>map(d -> () -> {
                        shop.stage.dispatch.take(d);
                        return true;
                    })
                    .toList());
        }
        Run run = shop.runs().get(0);
        assertThat(shop.runs()).hasSize(1);
        for (Delivery delivery : deliveries) {
            List<DecisionRecord> decisions = shop.stage
                    .deliveries
                    .decided(Shop.PROJECT, delivery.id())
                    .orElseThrow()
                    .decisions();
            assertThat(decisions).singleElement().satisfies(d -> assertThat(d.run())
                    .contains(run.id()));
        }
    }

    @Test
    void dispatch_that_dies_before_it_starts_the_execution_is_completed_by_the_message_that_comes_back() {
        shop.rule("r1", Map.of());
        Delivery delivery = shop.push(0, 1);
        RunExecutions nowhere =
                new RunExecutions(Stage.client(URI.create("http://127.0.0.1:1")), shop.stage.machineArn);
        Dispatch dying = new Dispatch(
                shop.stage.projects,
                shop.stage.deliveries,
                shop.stage.runs,
                shop.stage.commits,
                new Dispatch.Outlets(nowhere, shop.stage.noticesQueue));
        assertThatThrownBy(() -> dying.take(delivery)).isInstanceOf(RuntimeException.class);
        assertThat(shop.statuses()).containsExactly(RunStatus.QUEUED);
        shop.stage.dispatch.take(delivery);
        shop.stage.dispatch.take(delivery);
        shop.untilStarted(1);
        assertThat(shop.runs()).hasSize(1);
    }

    @Test
    void one_message_delivered_twice_starts_one_task_and_one_chain() throws Exception {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        ActionMessage first = shop.firstMessage();
        List<Boolean> worked = together(6, () -> {
            try {
                shop.stage.act.take(first);
                return true;
            } catch (RuntimeException e) {
                return false; // the queue would deliver it again
            }
        });
        assertThat(worked).contains(true);
        assertThat(shop.platform.starts).hasSize(1);
        shop.stage.act.take(first);
        assertThat(shop.stage.sent)
                .filteredOn(body -> body.contains("\"sequence\":1"))
                .hasSize(1);
        shop.platform.end("task-" + first.runId(), "completed");
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
        assertThat(shop.platform.cancels).as("the doubles stopped nothing").isEmpty();
    }

    @Test
    void a_message_whose_worker_died_is_worked_on_as_soon_as_its_claim_has_ended() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        ActionState action = shop.stage.runs.action(shop.run("r1").id()).orElseThrow();
        Secret token = shop.stage.vault.open(PendingToken.purpose(action.run()), action.token());
        ActionMessage message = new ActionMessage(action.run(), token, action.sequence());
        Instant claimEnd = shop.stage.clock.instant().plusSeconds(30);
        assertThat(shop.stage
                        .commits
                        .commit(Write.save(action.claimed(action.sequence(), claimEnd)))
                        .done())
                .isTrue();
        int before = shop.stage.sent.size();
        shop.stage.act.take(message);
        assertThat(shop.stage.sent).as("queued once more, not given back").hasSize(before + 1);
        shop.platform.end("task-" + action.run(), "completed");
        shop.stage.clock.advance(Duration.ofSeconds(31));
        shop.stage.act.take(message);
        shop.untilStatus("r1", RunStatus.SUCCEEDED);
    }

    @Test
    void a_first_message_that_nobody_waits_for_any_more_starts_nothing() {
        shop.rule("r1", Map.of());
        shop.stage.dispatch.take(shop.push(0, 1));
        ActionMessage first = shop.firstMessage();
        Run run = shop.run("r1");
        shop.stage.machine.stopExecution(
                shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + run.id(),
                Optional.empty(),
                Optional.empty());
        shop.stage.act.take(first);
        assertThat(shop.platform.starts).isEmpty();
        shop.stage.sweep.look(run.id());
        assertThat(shop.run("r1").settled()).isTrue();
    }

    @Test
    void a_run_that_is_finished_twice_counts_once() {
        shop.rule("r1", Map.of("circuit_breaker", Map.of("max_consecutive_failures", 2)));
        shop.stage.dispatch.take(shop.push(0, 1));
        shop.untilStarted(1);
        Run run = shop.run("r1");
        shop.platform.end("task-" + run.id(), "failed");
        shop.untilStatus("r1", RunStatus.FAILED);
        shop.stage.finish.finish(run.id(), Ending.none());
        shop.stage.finish.finish(run.id(), Ending.none());
        assertThat(shop.stage.projects.ruleState(Shop.PROJECT, run.rule().id()).failures())
                .isEqualTo(1);
        assertThat(shop.run("r1").error()).contains("The build command failed.");
    }

    private int transitions(Run run) {
        String arn = shop.stage.machineArn.replace(":stateMachine:", ":execution:") + ":" + run.id();
        shop.until("the execution's end", () -> shop.stage
                .executions
                .state(run.id())
                .filter(s -> s == RunExecutions.State.SUCCEEDED)
                .isPresent());
        return Math.toIntExact(shop.stage.machine.describeExecution(arn).stateTransitions());
    }

    private static <T> List<T> together(int times, Callable<T> what) throws Exception {
        try (Pool pool = new Pool(times)) {
            return pool.all(Collections.nCopies(times, what));
        }
    }

    /** Runs things at once. */
    private record Pool(ExecutorService threads) implements AutoCloseable {
        Pool(int size) {
            this(Executors.newFixedThreadPool(size));
        }

        <T> List<T> all(List<Callable<T>> calls) throws Exception {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
