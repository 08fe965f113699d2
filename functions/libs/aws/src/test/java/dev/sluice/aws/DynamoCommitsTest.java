package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The optimistic lock: what closes the races. */
class DynamoCommitsTest extends TableTest {
    @Test
    void of_two_writers_who_read_the_same_one_wins_and_the_other_is_told() {
        stored(Examples.project());
        Project first = projects.project(Examples.DEMO).orElseThrow();
        Project second = projects.project(Examples.DEMO).orElseThrow();

        assertThat(commits.commit(Write.save(renamed(first, "First"))).done()).isTrue();
        Write late = Write.save(renamed(second, "Second"));
        assertThat(commits.commit(late).lost()).containsExactly(late);

        assertThat(projects.project(Examples.DEMO))
                .contains(new Project(Examples.DEMO, "First", first.repositories(), first.createdAt(), 2));
    }

    @Test
    void a_new_entity_is_refused_where_one_is_stored() {
        stored(Examples.project());

        assertThat(commits.commit(Write.save(Examples.project())).done()).isFalse();
    }

    @Test
    void a_revision_that_was_never_stored_is_refused() {
        Project never = new Project(Examples.DEMO, "Never", List.of("acme/shop"), Examples.NOW, 4);

        assertThat(commits.commit(Write.save(never)).done()).isFalse();
        assertThat(commits.commit(Write.remove(never)).done()).isFalse();
        assertThat(projects.project(Examples.DEMO)).isEmpty();
    }

    @Test
    void sixteen_threads_that_count_lose_no_step() throws Exception {
        int threads = 16;
        int steps = 4;
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            work.add(() -> {
                for (int step = 0; step < steps; step++) {
                    countOne();
                }
                return true;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Boolean> done : pool.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        RuleState end = projects.ruleState(Examples.DEMO, Examples.RULE);
        assertThat(end.failures()).isEqualTo(threads * steps);
        assertThat(end.revision()).isEqualTo(end.failures());
    }

    private void countOne() {
        boolean done = false;
        while (!done) {
            RuleState read = projects.ruleState(Examples.DEMO, Examples.RULE);
            done = commits.commit(Write.save(read.failed(Examples.RUN, 0, Examples.NOW)))
                    .done();
        }
    }

    @Test
    void a_commit_of_five_is_done_as_a_whole() {
        LaneWaiter waiter = new LaneWaiter(Examples.DEMO, Examples.STAGING, 1, Examples.RUN, 0);
        stored(Examples.project(), waiter);

        assertThat(five(1, waiter).done()).isTrue();

        assertThat(projects.project(Examples.DEMO).orElseThrow().revision()).isEqualTo(1);
        assertThat(projects.rule(Examples.DEMO, newRule())).isPresent();
        assertThat(projects.ruleState(Examples.DEMO, Examples.RULE).failures()).isEqualTo(1);
        assertThat(runs.lane(Examples.DEMO, Examples.STAGING).nextNumber()).isEqualTo(2);
        assertThat(runs.firstWaiter(Examples.DEMO, Examples.STAGING)).isEmpty();
    }

    @Test
    void a_commit_of_five_of_which_one_is_too_late_changes_nothing() {
        LaneWaiter waiter = new LaneWaiter(Examples.DEMO, Examples.STAGING, 1, Examples.RUN, 0);
        stored(Examples.project(), waiter);

        List<Write> lost = five(7, waiter).lost();

        assertThat(lost).hasSize(1).first().isInstanceOf(Write.Expect.class);
        assertThat(projects.rule(Examples.DEMO, newRule())).isEmpty();
        assertThat(projects.ruleState(Examples.DEMO, Examples.RULE).revision()).isZero();
        assertThat(runs.lane(Examples.DEMO, Examples.STAGING).revision()).isZero();
        assertThat(runs.firstWaiter(Examples.DEMO, Examples.STAGING)).isPresent();
    }

    private Commits.Outcome five(long projectRevision, LaneWaiter stored) {
        Project project = Examples.project();
        return commits.commit(
                Write.expect(new Project(
                        project.id(), project.name(), project.repositories(), project.createdAt(), projectRevision)),
                Write.save(Examples.rules().get(0)),
                Write.save(RuleState.fresh(Examples.DEMO, Examples.RULE).failed(Examples.RUN, 0, Examples.NOW)),
                Write.save(Lane.free(Examples.DEMO, Examples.STAGING).numberTaken()),
                Write.remove(new LaneWaiter(stored.project(), stored.environment(), stored.number(), stored.run(), 1)));
    }

    private static RuleId newRule() {
        return Examples.rules().get(0).id();
    }

    @Test
    void every_write_that_came_too_late_is_named() {
        stored(Examples.project(), Examples.environment());
        Write project = Write.save(Examples.project());
        Write environment = Write.expect(Examples.environment());
        Write fresh = Write.save(Examples.rules().get(0));

        assertThat(commits.commit(project, fresh, environment).lost()).containsExactly(project, environment);
    }

    @Test
    void an_expectation_of_nothing_holds_only_while_there_is_nothing() {
        Write nothing = Write.expect(Examples.environment());

        assertThat(commits.commit(nothing).done()).isTrue();
        stored(Examples.environment());
        assertThat(commits.commit(nothing).lost()).containsExactly(nothing);
    }

    @Test
    void what_lapsed_counts_as_absent_although_it_is_still_stored() {
        EventClaim claim = new EventClaim(Examples.DEMO, EventClaim.Kind.REQUEST, "key", "first", 0);
        EventClaim again = new EventClaim(Examples.DEMO, EventClaim.Kind.REQUEST, "key", "second", 0);
        EventClaim readBefore = new EventClaim(Examples.DEMO, EventClaim.Kind.REQUEST, "key", "late", 1);
        stored(claim);
        DynamoCommits early = commitsAfter(Duration.ofHours(23));
        DynamoCommits late = commitsAfter(Duration.ofHours(24));

        assertThat(early.commit(Write.save(again)).done()).isFalse();
        assertThat(late.commit(Write.save(readBefore)).done()).isFalse();
        assertThat(late.commit(Write.expect(readBefore)).done()).isFalse();
        assertThat(late.commit(Write.expect(again), Write.save(Examples.project()))
                        .done())
                .isTrue();
        assertThat(deliveriesAt(Examples.later(Duration.ofHours(24)))
                        .claim(Examples.DEMO, EventClaim.Kind.REQUEST, "key"))
                .isEmpty();
        assertThat(late.commit(Write.save(again)).done()).isTrue();
        assertThat(deliveriesAt(Examples.later(Duration.ofHours(25)))
                        .claim(Examples.DEMO, EventClaim.Kind.REQUEST, "key"))
                .map(EventClaim::value)
                .contains("second");
    }

    @Test
    void a_save_whose_answer_got_lost_is_known_to_be_done() {
        FaultyHttp http = new FaultyHttp().loseNextAnswer();
        DynamoCommits faulty = commitsThrough(LocalDynamoDb.client(http));

        assertThat(faulty.commit(Write.save(Examples.project())).done()).isTrue();

        assertThat(http.calls()).isEqualTo(2);
        assertThat(projects.project(Examples.DEMO).orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void a_transaction_whose_answer_got_lost_is_known_to_be_done() {
        FaultyHttp http = new FaultyHttp().loseNextAnswer();
        DynamoCommits faulty = commitsThrough(LocalDynamoDb.client(http));

        assertThat(faulty.commit(Write.save(Examples.project()), Write.save(Examples.environment()))
                        .done())
                .isTrue();

        assertThat(http.calls()).isEqualTo(2);
        assertThat(projects.project(Examples.DEMO).orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void a_transaction_that_met_another_is_tried_again() {
        FaultyHttp http = new FaultyHttp()
                .answerNext(400, cancelled("TransactionConflict"))
                .answerNext(400, cancelled("ThrottlingError"));
        DynamoCommits busy = commitsThrough(LocalDynamoDb.client(http));

        assertThat(busy.commit(Write.save(Examples.project()), Write.save(Examples.environment()))
                        .done())
                .isTrue();
        assertThat(http.calls()).isEqualTo(3);
    }

    @Test
    void a_table_that_stays_busy_is_an_exception_after_a_few_tries() {
        FaultyHttp http = new FaultyHttp();
        IntStream.range(0, 50).forEach(i -> http.answerNext(400, cancelled("TransactionConflict")));
        DynamoCommits busy = commitsThrough(LocalDynamoDb.client(http));

        assertThatThrownBy(() -> busy.commit(Write.save(Examples.project()), Write.save(Examples.environment())))
                .hasMessageContaining("TransactionConflict");
        assertThat(http.calls()).isBetween(5, 20);
    }

    private static String cancelled(String code) {
        return """
                {"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                 "Message": "Transaction cancelled [None, %1$s]",
                 "CancellationReasons": [{"Code": "None"}, {"Code": "%1$s", "Message": "busy"}]}"""
                .formatted(code);
    }

    @Test
    void two_writes_of_one_item_are_refused_with_its_key() {
        assertThatThrownBy(() -> commits.commit(Write.save(Examples.project()), Write.expect(Examples.project())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PROJECT#demo");
    }

    @Test
    void more_than_a_hundred_writes_are_refused_and_a_hundred_are_done() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            writes.add(Write.save(Lane.free(Examples.DEMO, new EnvironmentId("env-" + i))));
        }

        assertThatThrownBy(() -> commits.commit(writes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101");
        assertThat(commits.commit(writes.subList(0, 100)).done()).isTrue();
        assertThat(commits.commit(List.of()).done()).isTrue();
    }

    private static Project renamed(Project read, String name) {
        return new Project(read.id(), name, read.repositories(), read.createdAt(), read.revision());
    }
}
