package dev.sluice.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.Processes;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;

class ProcessTreeTest {

    /** While a process turns from one program into the next, Linux shows neither its variables nor its arguments. */
    @RepeatedTest(60)
    void ends_a_process_that_turns_from_one_program_into_the_next() throws Exception {
        String word = "9" + System.nanoTime();
        String programs = "env ".repeat(50) + "sleep " + word;
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "setsid " + programs + " &");
        shell.environment().put(ProcessTree.MARKER, word);
        shell.start().waitFor();
        ProcessTree.end(Optional.empty(), word);
        assertThat(Processes.with(word)).isEmpty();
    }
}
