package dev.sluice.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String AT_NOON = "[sluice 2026-01-01T12:00:00Z] ";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("task.log");
    }

    @Test
    void puts_its_own_remarks_on_lines_of_their_own() throws IOException {
        try (TaskLog log = new TaskLog(file, NOON)) {
            print(log, "no line feed");
            log.remark("done");
        }
        assertThat(file).hasContent("no line feed\n" + AT_NOON + "done\n");
    }

    @Test
    void leaves_out_the_middle_of_a_long_output_and_counts_it() throws IOException {
        String line = "0123456789abcde\n";
        try (TaskLog log = new TaskLog(file, NOON)) {
            for (long printed = 0; printed < TaskLog.KEPT_BYTES + 3L * TaskLog.TAIL_BYTES; printed += line.length()) {
                print(log, line);
            }
            print(log, "the end\n");
            log.flushTail();
        }
        String text = Files.readString(file);
        long leftOut = 2L * TaskLog.TAIL_BYTES + "the end\n".length();
        assertThat(text).contains(AT_NOON + "output cut: ", AT_NOON + leftOut + " bytes of output are left out here\n");
        assertThat(text).endsWith(line + "the end\n");
        assertThat(text.replaceAll("(?m)^\\[sluice .*\n", "")).hasSize((int) TaskLog.KEPT_BYTES + TaskLog.TAIL_BYTES);
    }

    @Test
    void drops_what_comes_after_its_end() throws IOException {
        TaskLog log = new TaskLog(file, NOON);
        print(log, "before\n");
        log.close();
        print(log, "after\n");
        log.remark("after");
        assertThat(file).hasContent("before\n");
    }

    @Test
    void goes_on_where_an_earlier_life_of_the_agent_stopped() throws IOException {
        try (TaskLog log = new TaskLog(file, NOON)) {
            print(log, "one\n");
        }
        try (TaskLog log = new TaskLog(file, NOON)) {
            log.remark("two");
        }
        assertThat(file).hasContent("one\n" + AT_NOON + "two\n");
    }

    private static void print(TaskLog log, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.accept(bytes, bytes.length);
    }
}
