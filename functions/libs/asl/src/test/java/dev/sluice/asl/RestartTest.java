package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.asl.run.Retention;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_token_that_waits_keeps_its_deadline() {
        String arn = startToken("'TimeoutSeconds': 100");
        world.time.advance(Duration.ofSeconds(60));
        world.restart();
        world.time.advance(Duration.ofSeconds(39));
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        world.time.advance(Duration.ofSeconds(1));
        assertThat(world.describe(arn).error()).hasValue("States.Timeout");
    }

    @Test
    void a_token_whose_time_was_up_in_between_is_not_taken_although_no_alarm_has_rung_yet() {
        String arn = startToken("'TimeoutSeconds': 100");
        world.engine().close();
        world.time.advance(Duration.ofSeconds(100));
        world.restart();
        assertThatThrownBy(() -> world.engine().sendTaskSuccess(world.lambda.lastToken(), "1"))
                .extracting("type")
                .isEqualTo("TaskTimedOut");
        assertThat(world.describe(arn).error()).hasValue("States.Timeout");
    }

    @Test
    void a_token_of_before_is_taken_after() {
        String arn = startToken("'Output': '{% [$states.result, $states.input.a] %}'");
        world.restart();
        assertThat(world.lambda.payloads()).hasSize(1);
        world.engine().sendTaskSuccess(world.lambda.lastToken(), "1");
        assertThat(world.describe(arn).output()).hasValue("[1,7]");
    }

    @Test
    void a_token_that_was_answered_before_is_dead_after() {
        startToken("'TimeoutSeconds': 100");
        world.engine().sendTaskSuccess(world.lambda.lastToken(), "1");
        world.restart();
        assertThatThrownBy(() -> world.engine().sendTaskSuccess(world.lambda.lastToken(), "1"))
                .extracting("type")
                .isEqualTo("TaskTimedOut");
    }

    @Test
    void a_call_that_carries_a_token_and_was_not_confirmed_is_repeated_with_the_same_token() {
        world.lambda.neverAnswers();
        String arn = startToken("'TimeoutSeconds': 100");
        String token = world.lambda.lastToken();
        world.restart();
        assertThat(world.lambda.payloads()).hasSize(2);
        assertThat(world.lambda.lastToken()).isEqualTo(token);
        assertThat(world.eventTypes(arn)).containsOnlyOnce("TaskScheduled");
        world.engine().sendTaskSuccess(token, "1");
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_message_that_was_not_confirmed_is_sent_again_with_the_same_token() {
        world.queue.hangs();
        world.start(
                "Only",
                "'Only': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',"
                        + " 'Arguments': {'QueueUrl': 'q', 'MessageBody': {'t': '{% $states.context.Task.Token %}'}}, 'End': true}",
                "{}");
        world.restart();
        assertThat(world.queue.messages()).hasSize(2);
        assertThat(world.queue.messages().get(0))
                .isEqualTo(world.queue.messages().get(1));
    }

    @Test
    void a_call_without_a_token_that_was_under_way_has_failed_and_its_retry_decides() {
        world.lambda.neverAnswers();
        String arn = startTask("'Retry': [{'ErrorEquals': ['Lambda.Unknown'], 'IntervalSeconds': 2}]");
        world.restart();
        assertThat(world.lambda.payloads()).hasSize(1);
        world.time.advance(Duration.ofSeconds(2));
        assertThat(world.lambda.payloads()).hasSize(2);
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_call_under_way_that_no_retrier_takes_up_goes_to_its_catcher() {
        world.lambda.neverAnswers();
        String states =
                "'Only': " + World.task("'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Handled'}], 'End': true")
                        + ", 'Handled': {'Type': 'Succeed', 'Output': '{% $states.input.Error %}'}";
        String arn = world.start("Only", states, "{}");
        world.restart();
        assertThat(world.describe(arn).output()).hasValue("\"Lambda.Unknown\"");
    }

    @Test
    void a_wait_goes_on_and_one_that_is_over_ends_at_once() {
        String arn = world.start("Only", "'Only': {'Type': 'Wait', 'Seconds': 60, 'End': true}", "{}");
        String later = world.start("Only", "'Only': {'Type': 'Wait', 'Seconds': 90, 'End': true}", "{}");
        world.engine().close();
        world.time.advance(Duration.ofSeconds(70));
        world.restart();
        world.time.advance(Duration.ZERO);
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        world.time.advance(Duration.ofSeconds(20));
        assertThat(world.describe(later).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void counters_of_retriers_outlive_a_restart() {
        world.lambda.failsWith("A").failsWith("A").failsWith("A");
        String arn = startTask("'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 2}]");
        world.restart();
        world.time.advance(Duration.ofSeconds(1));
        world.restart();
        world.time.advance(Duration.ofSeconds(2));
        assertThat(world.describe(arn).error()).hasValue("A");
        assertThat(world.lambda.payloads()).hasSize(3);
    }

    @Test
    void variables_history_and_names_outlive_a_restart() {
        String states = "'One': {'Type': 'Pass', 'Assign': {'x': {'a': [1.25, null]}}, 'Next': 'Two'},"
                + "'Two': {'Type': 'Wait', 'Seconds': 60, 'Next': 'Three'},"
                + "'Three': {'Type': 'Pass', 'Output': '{% $x %}', 'End': true}";
        String arn = world.start("One", states, "{}");
        var before = world.engine().getExecutionHistory(arn);
        world.restart();
        assertThat(world.engine().getExecutionHistory(arn)).isEqualTo(before);
        world.time.advance(Duration.ofSeconds(60));
        world.restart();
        assertThat(world.describe(arn).output()).hasValue(World.json("{'a':[1.25,null]}"));
        assertThat(world.describe(arn).stateTransitions()).isEqualTo(3);
        String machine = world.describe(arn).stateMachineArn();
        assertThatThrownBy(() -> world.engine().startExecution(machine, "run", "{}"))
                .extracting("type")
                .isEqualTo("ExecutionAlreadyExists");
    }

    @Test
    void a_changed_machine_and_a_deleted_one_stay_so() {
        String arn = world.start("Only", "'Only': {'Type': 'Wait', 'Seconds': 60, 'End': true}", "{}");
        String machine = world.describe(arn).stateMachineArn();
        String changed = World.json(World.machine("Other", "'Other': {'Type': 'Succeed'}"));
        world.engine().updateStateMachine(machine, Optional.of(changed), Optional.of("arn:aws:iam::1:role/r"));
        String gone = world.engine().createStateMachine("gone", changed);
        world.engine().deleteStateMachine(gone);
        world.restart();
        assertThat(world.engine().listStateMachines()).hasSize(1);
        assertThat(world.engine().describeStateMachine(machine).definition()).isEqualTo(changed);
        world.time.advance(Duration.ofSeconds(60));
        assertThat(world.eventTypes(arn)).contains("WaitStateExited");
    }

    @Test
    void a_half_written_last_record_is_cut_off_and_reported() throws IOException {
        String arn = startToken("'TimeoutSeconds': 100");
        world.engine().close();
        Files.writeString(folder.resolve("executions.journal"), "0badc0de {\"is\":\"exec", StandardOpenOption.APPEND);
        world.restart();
        assertThat(world.engine().recovery().tornBytes()).isEqualTo(20);
        world.engine().sendTaskSuccess(world.lambda.lastToken(), "1");
        world.restart();
        assertThat(world.engine().recovery().tornBytes()).isZero();
        assertThat(world.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_journal_that_is_cut_anywhere_opens_with_what_was_whole() throws IOException {
        startToken("'TimeoutSeconds': 100");
        world.engine().sendTaskSuccess(world.lambda.lastToken(), "1");
        world.engine().close();
        Path journal = folder.resolve("executions.journal");
        byte[] whole = Files.readAllBytes(journal);
        for (int length = 0; length < whole.length; length += 13) {
            try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
                file.write(whole);
                file.setLength(length);
            }
            world.restart();
            assertThat(world.engine().recovery().tornBytes()).isLessThan(whole.length);
            world.engine().close();
        }
    }

    @Test
    void damage_in_the_middle_of_a_journal_is_not_passed_over() throws IOException {
        startToken("'TimeoutSeconds': 100");
        world.engine().close();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("executions.journal").toFile(), "rw")) {
            file.seek(20);
            file.write('#');
        }
        assertThatThrownBy(world::restart)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged at byte 0");
        Files.delete(folder.resolve("executions.journal"));
        world.restart();
    }

    @Test
    void a_second_process_is_kept_out() {
        assertThatThrownBy(() -> new World(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another process uses the journal");
    }

    @Test
    void only_the_owner_may_read_the_journal() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("executions.journal")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void old_closed_executions_are_forgotten_but_for_their_names() {
        world.close();
        world = new World(Optional.of(folder), new Retention(2, Duration.ofDays(90)));
        String machine =
                world.engine().createStateMachine("m", World.json(World.machine("S", "'S': {'Type': 'Succeed'}")));
        for (String name : List.of("a", "b", "c", "d")) {
            world.engine().startExecution(machine, name, "{}");
        }
        world.restart();
        assertThat(world.engine().listExecutions(machine))
                .extracting(ExecutionDescription::name)
                .containsExactly("d", "c");
        assertThatThrownBy(() -> world.engine().startExecution(machine, "a", "{}"))
                .extracting("type")
                .isEqualTo("ExecutionAlreadyExists");
    }

    @Test
    void a_journal_that_was_rewritten_gives_the_same_executions_back() throws IOException {
        String waiting = startToken("'TimeoutSeconds': 100");
        String token = world.lambda.lastToken();
        String filler = "\"" + "x".repeat(250_000) + "\"";
        String machine =
                world.engine().createStateMachine("m", World.json(World.machine("S", "'S': {'Type': 'Succeed'}")));
        for (int i = 0; i < 30; i++) {
            world.engine().startExecution(machine, "large-" + i, filler);
        }
        long before = Files.size(folder.resolve("executions.journal"));
        world.close();
        world = new World(Optional.of(folder), new Retention(1, Duration.ofDays(90)));
        for (int i = 30; Files.size(folder.resolve("executions.journal")) >= before; i++) {
            assertThat(i).as("a rewrite is due").isLessThan(300);
            world.engine().startExecution(machine, "large-" + i, filler);
        }
        world.restart();
        assertThat(world.engine().listExecutions(machine)).hasSize(1);
        assertThatThrownBy(() -> world.engine().startExecution(machine, "large-0", "{}"))
                .extracting("type")
                .isEqualTo("ExecutionAlreadyExists");
        world.engine().sendTaskSuccess(token, "1");
        assertThat(world.describe(waiting).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private String startToken(String more) {
        return world.start("Only", "'Only': " + World.tokenTask(more + ", 'End': true"), "{'a': 7}");
    }

    private String startTask(String more) {
        return world.start("Only", "'Only': " + World.task(more + ", 'End': true"), "{}");
    }
}
