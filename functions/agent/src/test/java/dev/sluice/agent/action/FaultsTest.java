package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.git.GitOutcome;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    /** Every write to it fails as on a full disk. */
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path root;

    @BeforeEach
    void has_a_full_disk() {
        assumeThat(FULL).exists();
    }

    @Test
    void names_a_full_disk_in_the_systems_own_words_and_in_ours() {
        IOException full = catchThrowableOfType(IOException.class, () -> Files.writeString(FULL, "x"));
        assertThat(Faults.error("seal", new UncheckedIOException("not written", full))
                        .code())
                .isEqualTo("disk_full");
        assertThat(Faults.error("seal", full).message()).startsWith("the disk is full, so the agent could not seal: ");
        assertThat(Faults.error("seal", new IOException("other")).code()).isEqualTo("agent_error");
    }

    @Test
    void hears_it_from_git_too() {
        String said = "git could not export: fatal: cannot create directory at 'a': No space left on device";
        StepResult result = StepResult.of(new GitOutcome.Refused<>("export_failed", said));
        assertThat(((StepResult.Failed) result).error().code()).isEqualTo("disk_full");
    }

    @Test
    void fails_a_task_with_it() throws IOException {
        try (AgentFixture agent = AgentFixture.with(root)) {
            Files.createSymbolicLink(root.resolve("data/environments/staging.json.tmp"), FULL);
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
            assertThat(task.progress().outcome().error().orElseThrow().code()).isEqualTo("disk_full");
        }
    }
}
