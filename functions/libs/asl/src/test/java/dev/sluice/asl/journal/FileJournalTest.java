package dev.sluice.asl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    @Test
    void gives_back_what_was_appended_in_its_order() {
        try (FileJournal journal = open()) {
            journal.append(List.of(deleted("a"), deleted("ä\n\"b\"")));
            journal.append(List.of(deleted("c")));
        }
        assertThat(records()).containsExactly(deleted("a"), deleted("ä\n\"b\""), deleted("c"));
    }

    @Test
    void a_rewritten_journal_holds_the_new_records_and_what_is_appended_later() throws IOException {
        try (FileJournal journal = open()) {
            journal.append(List.of(deleted("a"), deleted("b")));
            journal.rewrite(List.of(deleted("b")));
            journal.append(List.of(deleted("c")));
        }
        assertThat(records()).containsExactly(deleted("b"), deleted("c"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("executions.journal", "lock");
        }
    }

    @Test
    void a_rewriting_that_was_interrupted_leaves_the_old_records() throws IOException {
        try (FileJournal journal = open()) {
            journal.append(List.of(deleted("a")));
        }
        Files.writeString(folder.resolve("executions.journal.new"), "half");
        assertThat(records()).containsExactly(deleted("a"));
        try (FileJournal journal = open()) {
            journal.rewrite(List.of(deleted("b")));
        }
        assertThat(records()).containsExactly(deleted("b"));
    }

    @Test
    void is_worth_rewriting_when_most_of_it_is_old() {
        JournalRecord large = new JournalRecord.DefinitionSaved("r", "x".repeat(1024 * 1024));
        try (FileJournal journal = open()) {
            for (int i = 0; i < 16; i++) {
                journal.append(List.of(large));
            }
            assertThat(journal.worthRewriting()).isTrue();
            journal.rewrite(List.of(large, new JournalRecord.ExecutionForgotten("a", Instant.EPOCH)));
            assertThat(journal.worthRewriting()).isFalse();
        }
    }

    private FileJournal open() {
        FileJournal journal = new FileJournal(folder);
        assertThat(journal.replay(item -> {}).tornBytes()).isZero();
        return journal;
    }

    private List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        try (FileJournal journal = new FileJournal(folder)) {
            journal.replay(records::add);
        }
        return records;
    }

    private static JournalRecord deleted(String arn) {
        return new JournalRecord.MachineDeleted(arn);
    }
}
