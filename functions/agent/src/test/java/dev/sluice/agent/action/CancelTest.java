package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.Processes;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskId;
import dev.sluice.agent.task.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {

    @TempDir
    Path root;

    @Test
    void ends_the_build_and_all_it_started() {
        String word = "9" + System.nanoTime();
        try (AgentFixture agent =
                AgentFixture.with(root, "build: [sh, -c, 'setsid sleep " + word + " & sleep " + word + "']")) {
            TaskId id = agent.begin(agent.repository.commit("a", "a"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Processes.with("sleep " + word).size() >= 2);
            assertThat(agent.actions().cancel(id)).isInstanceOf(Cancellation.Accepted.class);
            assertThat(Processes.with(word)).isEmpty();
            Task task = agent.awaitEnd(id);
            assertThat(task.progress().status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(task.progress().outcome().error().orElseThrow().message())
                    .isEqualTo("cancelled on request; staging keeps serving nothing, as before");
            assertThat(agent.actions().cancel(id)).isInstanceOf(Cancellation.Accepted.class);
            agent.awaitCleanStaging();
        }
    }

    @Test
    void is_too_late_once_the_switch_has_begun() {
        Path gate = root.resolve("gate");
        try (AgentFixture agent =
                AgentFixture.with(root, "activate: [sh, -c, 'until test -e " + gate + "; do sleep 0.02; done']")) {
            TaskId id = agent.begin(agent.repository.commit("a", "a"));
            awaitStep(agent, id, StepName.ACTIVATE);
            assertThat(agent.actions().cancel(id)).isInstanceOf(Cancellation.TooLate.class);
            open(gate);
            assertThat(agent.awaitEnd(id).progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(agent.actions().cancel(id)).isInstanceOf(Cancellation.TooLate.class);
        }
    }

    @Test
    void knows_only_its_own_tasks() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            assertThat(agent.actions().cancel(TaskId.random())).isInstanceOf(Cancellation.Unknown.class);
        }
    }

    @Test
    void an_agent_that_stops_in_a_build_fails_the_task_and_says_so() {
        String word = "9" + System.nanoTime();
        AgentFixture agent = AgentFixture.with(root, "build: [sleep, '" + word + "']");
        TaskId id = agent.begin(agent.repository.commit("a", "a"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !Processes.with(word).isEmpty());
        agent.close();
        Task task = agent.board().find(id).orElseThrow();
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        assertThat(task.progress().outcome().error().orElseThrow().message())
                .startsWith("the agent stopped during build");
        assertThat(Processes.with(word)).isEmpty();
    }

    private static void awaitStep(AgentFixture agent, TaskId id, StepName step) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> agent.board().find(id).orElseThrow().progress().currentStep(), Optional.of(step)::equals);
    }

    private static void open(Path gate) {
        try {
            Files.createFile(gate);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
