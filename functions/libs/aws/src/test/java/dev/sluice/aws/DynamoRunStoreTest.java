package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class DynamoRunStoreTest extends TableTest {
    @Test
    void a_run_is_found_by_its_id_alone_and_within_its_project() {
        stored(ExampleRuns.finished(), ExampleRuns.action());

        assertThat(runs.run(Examples.RUN)).isPresent();
        assertThat(runs.run(Examples.DEMO, Examples.RUN)).isPresent();
        assertThat(runs.run(new ProjectId("other"), Examples.RUN)).isEmpty();
        assertThat(runs.run(new RunId("another"))).isEmpty();
        assertThat(runs.action(Examples.RUN)).isPresent();
        assertThat(runs.action(new RunId("another"))).isEmpty();
    }

    @Test
    void runs_come_newest_first_page_by_page_without_gap_or_double() {
        List<Run> made = stored(25, RunStatus.SUCCEEDED);

        assertThat(all(cursor -> runs.runs(Examples.DEMO, Optional.empty(), new Page.Request(10, cursor))))
                .extracting(Run::id)
                .containsExactlyElementsOf(newestFirst(made));
        assertThat(all(cursor ->
                        runs.runs(Examples.DEMO, Examples.RULE, Optional.empty(), new Page.Request(10, cursor))))
                .extracting(Run::id)
                .containsExactlyElementsOf(newestFirst(made));
    }

    @Test
    void the_last_page_has_no_cursor_even_where_it_is_full() {
        stored(20, RunStatus.SUCCEEDED);

        Page<Run> first = runs.runs(Examples.DEMO, Optional.empty(), Page.Request.first(10));
        Page<Run> second = runs.runs(Examples.DEMO, Optional.empty(), new Page.Request(10, first.next()));

        assertThat(second.items()).hasSize(10);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_list_by_status_fills_its_page_however_far_apart_the_matches_are() {
        List<Run> failed = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Run run = runAt(i, i % 50 == 0 ? RunStatus.FAILED : RunStatus.SUCCEEDED);
            stored(run);
            if (run.status() == RunStatus.FAILED) {
                failed.add(run);
            }
        }

        Page<Run> first = runs.runs(Examples.DEMO, Optional.of(RunStatus.FAILED), Page.Request.first(4));

        assertThat(first.items()).hasSize(4);
        assertThat(all(cursor -> runs.runs(Examples.DEMO, Optional.of(RunStatus.FAILED), new Page.Request(4, cursor))))
                .extracting(Run::id)
                .containsExactlyElementsOf(newestFirst(failed));
        assertThat(runs.runs(Examples.DEMO, Optional.of(RunStatus.EXPIRED), Page.Request.first(4))
                        .items())
                .isEmpty();
    }

    @Test
    void what_waits_for_approval_is_found_newest_first_without_reading_what_ended() {
        stored(30, RunStatus.SUCCEEDED);
        List<Run> pending = IntStream.range(0, 7)
                .mapToObj(i -> ExampleRuns.run(
                        Examples.runId(Examples.NOW.minusSeconds(60 + i), "pending"),
                        RunStatus.PENDING_APPROVAL,
                        Examples.NOW.plusSeconds(i)))
                .toList();
        pending.forEach(this::stored);
        stored(ExampleRuns.run(Examples.runId(Examples.NOW, "queued"), RunStatus.QUEUED, Examples.NOW));
        Optional<RunStatus> status = Optional.of(RunStatus.PENDING_APPROVAL);
        CallCounter counter = new CallCounter();
        DynamoRunStore counted = new DynamoRunStore(
                LocalDynamoDb.client(UrlConnectionHttpClient.create(), counter), table, Examples.CLOCK);

        assertThat(all(cursor -> counted.runs(Examples.DEMO, status, new Page.Request(3, cursor))))
                .extracting(Run::id)
                .containsExactlyElementsOf(newestFirst(pending));
        assertThat(counter.calls()).hasSize(3 * IndexKey.OPEN_SHARDS);
        assertThat(all(cursor -> runs.runs(Examples.DEMO, Examples.RULE, status, new Page.Request(3, cursor))))
                .hasSize(7);
        assertThat(runs.runs(Examples.DEMO, new RuleId("other"), status, Page.Request.first(3))
                        .items())
                .isEmpty();
        assertThat(runs.runs(new ProjectId("other"), status, Page.Request.first(3))
                        .items())
                .isEmpty();
    }

    @Test
    void many_runs_and_many_lanes_are_one_call_and_who_waits_is_counted_in_one() {
        List<Run> made = stored(5, RunStatus.SUCCEEDED);
        stored(
                new Lane(
                        Examples.DEMO,
                        Examples.STAGING,
                        Optional.of(new Lane.Holder(Examples.RUN, Examples.NOW)),
                        3,
                        0),
                new LaneWaiter(Examples.DEMO, Examples.STAGING, 1, new RunId("first"), 0),
                new LaneWaiter(Examples.DEMO, Examples.STAGING, 2, new RunId("second"), 0));
        CallCounter counter = new CallCounter();
        DynamoRunStore counted = new DynamoRunStore(
                LocalDynamoDb.client(UrlConnectionHttpClient.create(), counter), table, Examples.CLOCK);
        List<RunId> wanted = List.of(made.get(1).id(), made.get(3).id(), new RunId("another"));

        assertThat(counted.runs(wanted)).extracting(Run::id).containsExactlyInAnyOrder(wanted.get(0), wanted.get(1));
        assertThat(counted.lanes(Examples.DEMO, List.of(Examples.STAGING, Examples.PRODUCTION)))
                .singleElement()
                .matches(lane -> lane.isHeldBy(Examples.RUN));
        assertThat(counted.waiting(Examples.DEMO, Examples.STAGING)).isEqualTo(2);
        assertThat(counted.waiting(Examples.DEMO, Examples.PRODUCTION)).isZero();
        assertThat(counted.newest(Examples.DEMO, Examples.RULE).map(Run::id))
                .contains(newestFirst(made).get(0));
        assertThat(counted.newest(Examples.DEMO, new RuleId("other"))).isEmpty();
        assertThat(counter.calls())
                .containsExactly(
                        "BatchGetItemRequest",
                        "BatchGetItemRequest",
                        "QueryRequest",
                        "QueryRequest",
                        "QueryRequest",
                        "QueryRequest");
    }

    @Test
    void lists_are_of_one_project_and_one_rule() {
        stored(3, RunStatus.SUCCEEDED);

        assertThat(runs.runs(new ProjectId("other"), Optional.empty(), Page.Request.first(10))
                        .items())
                .isEmpty();
        assertThat(runs.runs(Examples.DEMO, new RuleId("other"), Optional.empty(), Page.Request.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void a_run_that_lapsed_is_gone_from_reads_and_lists() {
        stored(ExampleRuns.finished());
        DynamoRunStore later = runsAt(Examples.later(Duration.ofDays(400)));

        assertThat(later.run(Examples.RUN)).isEmpty();
        assertThat(later.runs(Examples.DEMO, Optional.empty(), Page.Request.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void what_stands_still_comes_from_all_shards_the_longest_waiting_first() {
        List<Run> waiting = IntStream.range(0, 23)
                .mapToObj(i -> ExampleRuns.run(
                        Examples.runId(Examples.NOW, "run" + i),
                        RunStatus.QUEUED,
                        Examples.NOW.plusMillis((i * 7) % 23)))
                .toList();
        waiting.forEach(this::stored);
        stored(ExampleRuns.run(Examples.runId(Examples.NOW, "later"), RunStatus.QUEUED, Examples.NOW.plusSeconds(60)));
        stored(ExampleRuns.finished());

        List<Run> found = all(cursor -> runs.standingStill(Examples.NOW.plusSeconds(1), new Page.Request(5, cursor)));

        assertThat(found).extracting(Run::checkAt).isSorted();
        assertThat(found)
                .extracting(Run::id)
                .containsExactlyInAnyOrderElementsOf(
                        waiting.stream().map(Run::id).toList());
        assertThat(waiting.stream().map(r -> IndexKey.openPartition(r.id())).distinct())
                .hasSize(IndexKey.OPEN_SHARDS);
    }

    @Test
    void a_run_leaves_the_open_index_when_it_is_settled() {
        Run open = ExampleRuns.run(Examples.RUN, RunStatus.FAILED, Examples.NOW);
        stored(open);
        assertThat(runs.standingStill(Examples.NOW, Page.Request.first(10)).items())
                .hasSize(1);

        Run read = runs.run(Examples.RUN).orElseThrow();
        commits.commit(Write.save(read.edit().settled().build()));

        assertThat(runs.standingStill(Examples.NOW, Page.Request.first(10)).items())
                .isEmpty();
    }

    @Test
    void waiters_of_a_lane_come_in_the_order_of_their_numbers() {
        RunId second = Examples.runId(Examples.NOW, "second");
        stored(
                Lane.free(Examples.DEMO, Examples.STAGING),
                new LaneWaiter(Examples.DEMO, Examples.STAGING, 10, second, 0),
                new LaneWaiter(Examples.DEMO, Examples.STAGING, 9, Examples.RUN, 0));

        assertThat(runs.lane(Examples.DEMO, Examples.STAGING).revision()).isEqualTo(1);
        assertThat(runs.lane(Examples.DEMO, Examples.PRODUCTION))
                .isEqualTo(Lane.free(Examples.DEMO, Examples.PRODUCTION));
        assertThat(runs.firstWaiter(Examples.DEMO, Examples.STAGING))
                .map(LaneWaiter::run)
                .contains(Examples.RUN);
        assertThat(runs.waiter(Examples.DEMO, Examples.STAGING, second))
                .map(LaneWaiter::number)
                .contains(10L);
        assertThat(runs.waiter(Examples.DEMO, Examples.PRODUCTION, second)).isEmpty();
        assertThat(runs.firstWaiter(Examples.DEMO, Examples.PRODUCTION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "bm90IGpzb24", "e30", "bnVsbA", "W10", "eyJhZnRlciI6e30sImNoZWNrIjoiIn0"})
    void a_cursor_that_is_none_is_refused_by_its_name(String text) {
        refused(Optional.of(text));
    }

    @Test
    void a_cursor_is_refused_where_a_letter_of_it_was_changed() {
        stored(3, RunStatus.SUCCEEDED);
        String good = cursor();
        String json = new String(Base64.getUrlDecoder().decode(good), StandardCharsets.UTF_8);
        String moved = json.replaceFirst("\"sk\":\"RUN\"", "\"sk\":\"RUM\"");

        assertThat(moved).isNotEqualTo(json);
        refused(Optional.of(Base64.getUrlEncoder().encodeToString(moved.getBytes(StandardCharsets.UTF_8))));
        refused(Optional.of(good.substring(0, good.length() - 4)));
    }

    @Test
    void a_cursor_of_one_list_is_refused_by_another() {
        stored(3, RunStatus.SUCCEEDED);
        Page.Request stolen = new Page.Request(1, Optional.of(cursor()));

        assertThatThrownBy(() -> runs.runs(new ProjectId("other"), Optional.empty(), stolen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cursor: ");
        assertThatThrownBy(() -> deliveries.deliveries(Examples.DEMO, stolen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cursor: ");
    }

    private void refused(Optional<String> cursor) {
        assertThatThrownBy(() -> runs.runs(Examples.DEMO, Optional.empty(), new Page.Request(10, cursor)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cursor: ");
    }

    private String cursor() {
        return runs.runs(Examples.DEMO, Optional.empty(), Page.Request.first(1))
                .next()
                .orElseThrow();
    }

    private List<Run> stored(int count, RunStatus status) {
        List<Run> made =
                IntStream.range(0, count).mapToObj(i -> runAt(i, status)).toList();
        made.forEach(this::stored);
        return made;
    }

    private static Run runAt(int second, RunStatus status) {
        RunId id = Examples.runId(Examples.NOW.plusSeconds(second), "run");
        return ExampleRuns.run(id, status, Examples.NOW).edit().settled().build();
    }

    private static List<RunId> newestFirst(List<Run> made) {
        return made.stream().map(Run::id).sorted((a, b) -> b.compareTo(a)).toList();
    }

    private static <T> List<T> all(Function<Optional<String>, Page<T>> read) {
        List<T> all = new ArrayList<>();
        Page<T> page = read.apply(Optional.empty());
        all.addAll(page.items());
        while (page.next().isPresent()) {
            page = read.apply(page.next());
            assertThat(page.items()).as("a page after a cursor").isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }
}
