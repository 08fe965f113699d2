package dev.sluice.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir
    private Path folder;

    @Test
    void a_guarded_child_ends_when_its_parent_is_killed() throws Exception {
        ProcessHandle child = childOfAKilledParent(true);

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void the_next_life_ends_a_child_that_outlived_its_parent() throws Exception {
        ProcessHandle child = childOfAKilledParent(false);
        assertThat(child.isAlive()).isTrue();

        Children.open(file()).close();

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void the_next_life_leaves_another_process_with_the_same_id_alone() throws Exception {
        ProcessHandle child = childOfAKilledParent(false);
        try {
            ArrayNode entries = (ArrayNode) Json.read(file());
            ((ObjectNode) entries.get(0)).put("started", 1000);
            Files.write(file(), Json.bytes(entries));

            Children.open(file()).close();

            assertThat(child.isAlive()).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void ends_all_of_them_when_it_closes() throws Exception {
        Children children = Children.open(file());
        Process process = children.start("sleep", new ProcessBuilder("sleep", "1000"));
        assertThat(children.pids()).containsEntry("sleep", process.pid());

        children.close();

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Json.read(file())).isEmpty();
    }

    private Path file() {
        return folder.resolve("processes.json");
    }

    private ProcessHandle childOfAKilledParent(boolean guarded) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentThatDies.class.getName(),
                        file().toString(),
                        Boolean.toString(guarded))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = parent.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            parent.destroyForcibly().waitFor();
            return child;
        }
    }
}
