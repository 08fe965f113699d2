package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.dispatch.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A delivery that needs more writes than one commit takes, and a crash at each point of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyEventsTest {
    private static final int EVENTS = 6;
    private static final int FIRING = 4;
    private static final int RULES = 24;

    private final Shop shop = new Shop();
    private final Starts starts = new Starts();
    private int deliveries;

    @BeforeAll
    void makes_rules() {
        for (int i = 0; i < RULES; i++) {
            String pattern = i % (RULES / FIRING) == 0 ? "*" : "never";
            shop.rule("r" + i, Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of(pattern))));
        }
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void is_taken_event_by_event() {
        Delivery delivery = delivery(EVENTS);
        CountingCommits commits = new CountingCommits(shop.stage.commits);
        dispatch(commits).take(delivery);
        assertThat(commits.sizes).hasSize(1 + EVENTS).allMatch(size -> size <= 100);
        assertWhole(delivery);
    }

    @Test
    void is_one_commit_where_it_fits() {
        Delivery delivery = delivery(2);
        CountingCommits commits = new CountingCommits(shop.stage.commits);
        dispatch(commits).take(delivery);
        assertThat(commits.sizes).hasSize(1);
        assertWhole(delivery);
    }

    @Test
    void is_completed_after_a_crash_before_or_after_any_commit() {
        for (int commit = 0; commit <= EVENTS; commit++) {
            for (boolean after : new boolean[] {false, true}) {
                Delivery delivery = delivery(EVENTS);
                Commits dying = new DyingCommits(shop.stage.commits, commit, after);
                assertThatThrownBy(() -> dispatch(dying).take(delivery)).isInstanceOf(Starts.Crash.class);
                // what the host sends again arrives at another time and so has another id of ours
                Delivery again =
                        Told.delivery(delivery.receivedAt().plusSeconds(60), delivery.key(), delivery.events());
                dispatch(shop.stage.commits).take(commit == 0 && !after ? delivery : again);
                assertWhole(delivery);
                dispatch(shop.stage.commits).take(delivery);
                assertWhole(delivery);
            }
        }
    }

    @Test
    void is_completed_after_a_crash_at_any_start_of_a_run() {
        for (int start = 0; start < EVENTS * FIRING; start += 5) {
            Delivery delivery = delivery(EVENTS);
            starts.dieAt(start);
            assertThatThrownBy(() -> dispatch(shop.stage.commits).take(delivery))
                    .isInstanceOf(Starts.Crash.class);
            dispatch(shop.stage.commits).take(delivery);
            assertWhole(delivery);
        }
    }

    @Test
    void is_taken_once_by_many_at_once() throws Exception {
        Delivery delivery = delivery(EVENTS);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> take = () -> {
                dispatch(shop.stage.commits).take(delivery);
                return true;
            };
            for (Future<Boolean> future : threads.invokeAll(List.of(take, take, take, take))) {
                assertThat(future.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertWhole(delivery);
    }

    /** Every rule has decided every event once, and what fired was stored and started, as if nothing had happened. */
    private void assertWhole(Delivery delivery) {
        List<DecisionRecord> decisions = shop.stage
                .deliveries
                .decided(Shop.PROJECT, delivery.id())
                .orElseThrow()
                .decisions();
        assertThat(decisions).hasSize(delivery.events().size() * RULES);
        List<DecisionRecord> fired = decisions.stream()
                .filter(d -> d.decision().verdict() == Verdict.FIRE)
                .toList();
        assertThat(fired).hasSize(delivery.events().size() * FIRING).noneMatch(DecisionRecord::repeated);
        assertThat(fired)
                .extracting(d -> d.run().orElseThrow())
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(shop.stage.runs.run(id)).isPresent())
                .allSatisfy(id -> assertThat(starts.names()).contains(id.value()));
    }

    /** Branches that no other delivery has. */
    private Delivery delivery(int events) {
        int number = deliveries++;
        List<Event> all = IntStream.range(0, events)
                .mapToObj(i ->
                        Told.branch(Provider.BITBUCKET, "b" + number + "/" + i).made(Shop.sha(i)))
                .toList();
        return Told.delivery(shop.stage.clock.instant(), "many-" + number, all);
    }

    private Dispatch dispatch(Commits commits) {
        RunExecutions executions = new RunExecutions(starts, shop.stage.machineArn);
        return new Dispatch(
                shop.stage.projects,
                shop.stage.deliveries,
                shop.stage.runs,
                commits,
                new Dispatch.Outlets(executions, shop.stage.noticesQueue));
    }

    private record CountingCommits(Commits commits, List<Integer> sizes) implements Commits {
        CountingCommits(Commits commits) {
            this(commits, new ArrayList<>());
        }

        @Override
        public Outcome commit(List<Write> writes) {
            sizes.add(writes.size());
            return commits.commit(writes);
        }
    }

    /** The process dies just before or just after its n-th commit. */
    private static final class DyingCommits implements Commits {
        private final Commits commits;
        private final boolean after;
        private int untilDeath;

        DyingCommits(Commits commits, int untilDeath, boolean after) {
            this.commits = commits;
            this.untilDeath = untilDeath;
            this.after = after;
        }

        @Override
        public Outcome commit(List<Write> writes) {
            boolean now = untilDeath-- == 0;
            if (now && !after) {
                throw new Starts.Crash("before a commit");
            }
            Outcome outcome = commits.commit(writes);
            if (now) {
                throw new Starts.Crash("after a commit");
            }
            return outcome;
        }
    }
}
