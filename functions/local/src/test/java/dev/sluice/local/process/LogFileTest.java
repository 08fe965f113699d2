package dev.sluice.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void keeps_two_files_of_about_its_limit_and_the_newest_of_what_was_said() throws Exception {
        Path file = folder.resolve("f.log");
        var log = new LogFile(file, 10_000);
        for (int i = 0; i < 10; i++) {
            log.copy(new ByteArrayInputStream(
                    ("line " + i + "\n").repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        assertThat(Files.size(file)).isLessThan(20_000);
        assertThat(Files.size(folder.resolve("f.log.1"))).isLessThan(20_000);
        assertThat(Files.readString(file)).endsWith("line 9\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
