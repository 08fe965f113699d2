package dev.sluice.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskBoardTest {

    private static final EnvironmentId STAGING = new EnvironmentId("staging");
    private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
    private static final Action ONE = new Action.Deploy(new CommitId("1".repeat(40)));
    private static final Action TWO = new Action.Deploy(new CommitId("2".repeat(40)));
    private static final Optional<IdempotencyKey> KEY = IdempotencyKey.parse("run-1");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private TaskBoard board;

    @BeforeEach
    void begin() {
        board = newLife();
    }

    @Test
    void gives_one_task_to_an_environment_at_a_time() {
        TaskId first = accepted(board.admit(STAGING, ONE, Optional.empty()));
        assertThat(board.admit(STAGING, TWO, Optional.empty())).isEqualTo(new Admission.Busy(first));
        accepted(board.admit(PRODUCTION, TWO, Optional.empty()));
        end(first);
        accepted(board.admit(STAGING, TWO, Optional.empty()));
    }

    @Test
    void recognises_a_repeated_request_while_it_runs_and_after_it_ended() {
        TaskId first = accepted(board.admit(STAGING, ONE, KEY));
        assertThat(repeated(board.admit(STAGING, ONE, KEY))).isEqualTo(first);
        end(first);
        assertThat(repeated(board.admit(STAGING, ONE, KEY))).isEqualTo(first);
    }

    @Test
    void refuses_a_key_that_came_with_another_request() {
        TaskId first = accepted(board.admit(STAGING, ONE, KEY));
        assertThat(board.admit(STAGING, TWO, KEY)).isEqualTo(new Admission.KeyReused(first));
        assertThat(board.admit(PRODUCTION, ONE, KEY)).isEqualTo(new Admission.KeyReused(first));
    }

    @Test
    void remembers_keys_and_tasks_over_a_restart() {
        TaskId first = accepted(board.admit(STAGING, ONE, KEY));
        TaskBoard next = newLife();
        assertThat(repeated(next.admit(STAGING, ONE, KEY))).isEqualTo(first);
        assertThat(next.admit(STAGING, TWO, Optional.empty())).isEqualTo(new Admission.Busy(first));
        assertThat(next.unfinished()).extracting(Task::id).containsExactly(first);
        assertThat(next.find(first)).isEqualTo(board.find(first));
    }

    @Test
    void forgets_a_key_after_a_day() {
        TaskId first = accepted(board.admit(STAGING, ONE, KEY));
        end(first);
        clock.now = clock.now.plus(TaskBoard.KEY_LIFE).minusMillis(1);
        assertThat(repeated(board.admit(STAGING, ONE, KEY))).isEqualTo(first);
        clock.now = clock.now.plusMillis(1);
        TaskId second = accepted(board.admit(STAGING, ONE, KEY));
        assertThat(second).isNotEqualTo(first);
        assertThat(repeated(newLife().admit(STAGING, ONE, KEY))).isEqualTo(second);
    }

    @Test
    void forgets_old_tasks_but_none_that_is_open() {
        TaskId ended = accepted(board.admit(STAGING, ONE, KEY));
        end(ended);
        TaskId open = accepted(board.admit(STAGING, TWO, Optional.empty()));
        clock.now = clock.now.plus(TaskBoard.TASK_LIFE).plusSeconds(1);
        assertThat(board.forgetOld()).containsExactly(ended);
        assertThat(board.find(ended)).isEmpty();
        assertThat(newLife().find(open)).isPresent();
        assertThat(newLife().find(ended)).isEmpty();
    }

    @Test
    void makes_one_task_of_many_equal_requests_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Admission> request = () -> board.admit(STAGING, ONE, KEY);
            List<Future<Admission>> answers =
                    threads.invokeAll(Stream.generate(() -> request).limit(64).toList());
            long accepted = 0;
            for (Future<Admission> answer : answers) {
                accepted += answer.get() instanceof Admission.Accepted ? 1 : 0;
                assertThat(answer.get()).isInstanceOfAny(Admission.Accepted.class, Admission.Repeated.class);
            }
            assertThat(accepted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sets_a_damaged_file_aside_and_goes_on() throws IOException {
        TaskId good = accepted(board.admit(STAGING, ONE, Optional.empty()));
        TaskId damaged = TaskId.random();
        Files.writeString(folder.resolve(damaged + ".json"), "{\"order\":");
        Files.writeString(folder.resolve(damaged + ".json.tmp"), "{");
        TaskBoard next = newLife();
        assertThat(next.find(good)).isPresent();
        assertThat(next.find(damaged)).isEmpty();
        assertThat(folder.resolve(damaged + ".json.unreadable")).exists();
        assertThat(folder.resolve(damaged + ".json.tmp")).doesNotExist();
    }

    @Test
    void takes_nothing_when_it_stops_but_still_recognises_repeats() {
        TaskId first = accepted(board.admit(STAGING, ONE, KEY));
        board.stop();
        assertThat(board.admit(PRODUCTION, ONE, Optional.empty())).isEqualTo(new Admission.Stopping());
        assertThat(repeated(board.admit(STAGING, ONE, KEY))).isEqualTo(first);
    }

    private TaskBoard newLife() {
        return new TaskBoard(new TaskJournal(folder), clock);
    }

    private void end(TaskId id) {
        board.update(id, state -> state.ended(TaskStatus.COMPLETED, Optional.empty(), clock.instant()));
    }

    private static TaskId accepted(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Accepted.class);
        return ((Admission.Accepted) admission).task().id();
    }

    private static TaskId repeated(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Repeated.class);
        return ((Admission.Repeated) admission).task().id();
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
