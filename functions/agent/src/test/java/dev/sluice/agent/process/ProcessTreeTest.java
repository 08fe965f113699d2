package dev.sluice.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.Processes;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;

class ProcessTreeTest {

    /** While a process turns from one program into the next, Linux shows no variables of it, or their beginning only. */
    @RepeatedTest(60)
    void ends_a_process_that_turns_from_one_program_into_the_next() throws Exception {
        String word = "9" + System.nanoTime();
        String programs = "env ".repeat(50) + "sleep " + word;
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "setsid " + programs + " &");
        shell.environment().put(ProcessTree.MARKER, word);
        shell.environment().put("LONG", "x".repeat(100_000));
        shell.start().waitFor();
        ProcessTree.end(Optional.empty(), word);
        assertThat(Processes.with(word)).isEmpty();
    }
}
