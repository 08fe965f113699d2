package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.Processes;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.process.ProcessTree;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Admission;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.ChildProcess;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Switchover;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskId;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts on disk what a life of the agent would have left at its sudden end, and begins the next one. */
class RecoveryTest {

    @TempDir
    Path root;

    @Test
    void fails_a_task_whose_build_was_under_way_and_cleans_up() throws IOException {
        AgentFixture agent = AgentFixture.with(root);
        Build old = buildOf(agent.deploy(agent.repository.commit("index.html", "one")));
        TaskId id = leaveOpen(agent, agent.repository.commit("index.html", "two"), StepName.BUILD);
        Files.createDirectories(root.resolve("data/staging").resolve(id.value()).resolve("tree"));
        agent.close();
        agent.start();
        Task task = agent.awaitEnd(id);
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        assertThat(messageOf(task))
                .isEqualTo("the agent stopped during build; staging keeps serving build " + old.id());
        assertThat(agent.served("index.html")).contains("one");
        agent.awaitCleanStaging();
        agent.close();
    }

    @Test
    void goes_back_when_the_link_had_moved_but_nothing_was_proven() throws IOException {
        AgentFixture agent =
                AgentFixture.with(root, "activate: [sh, -c, 'cat current/index.html >> " + root + "/log']");
        Build one = buildOf(agent.deploy(agent.repository.commit("index.html", "one ")));
        Build two = buildOf(agent.deploy(agent.repository.commit("index.html", "two ")));
        TaskId id = leaveOpen(agent, two.commit().value(), StepName.ACTIVATE);
        Path oldTree = root.resolve("data/builds").resolve(one.id().value());
        agent.board().update(id, state -> state.switching(new Switchover(Optional.of(oldTree.toString()), two.id())));
        agent.close();
        Files.createSymbolicLink(root.resolve("site/.current-1f"), oldTree);
        agent.start();
        Task task = agent.awaitEnd(id);
        assertThat(messageOf(task))
                .isEqualTo("the agent stopped during activate; staging was switched back to build " + one.id());
        assertThat(agent.served("index.html")).contains("one ");
        assertThat(root.resolve("log")).hasContent("one two one ");
        assertThat(Files.exists(root.resolve("site/.current-1f"))).isFalse();
        agent.close();
    }

    @Test
    void does_not_activate_again_when_the_link_had_not_moved_yet() throws IOException {
        AgentFixture agent =
                AgentFixture.with(root, "activate: [sh, -c, 'cat current/index.html >> " + root + "/log']");
        Build one = buildOf(agent.deploy(agent.repository.commit("index.html", "one ")));
        TaskId id = leaveOpen(agent, one.commit().value(), StepName.SWITCH);
        Path tree = root.resolve("data/builds").resolve(one.id().value());
        agent.board().update(id, state -> state.switching(new Switchover(Optional.of(tree.toString()), one.id())));
        agent.close();
        agent.start();
        assertThat(messageOf(agent.awaitEnd(id))).endsWith("staging keeps serving build " + one.id());
        assertThat(root.resolve("log")).hasContent("one ");
        agent.close();
    }

    @Test
    void ends_processes_of_the_task_found_by_mark_and_by_number_but_no_stranger() throws Exception {
        String word = "9" + System.nanoTime();
        AgentFixture agent = AgentFixture.with(root);
        TaskId id = leaveOpen(agent, agent.repository.commit("a", "a"), StepName.BUILD);
        Process marked = sleeper(word, Optional.of(id));
        Process numbered = sleeper(word, Optional.empty());
        Process stranger = sleeper(word, Optional.empty());
        Instant started = numbered.toHandle().info().startInstant().orElseThrow();
        agent.board().update(id, state -> state.childStarted(new ChildProcess(numbered.pid(), started)));
        TaskId other = leaveOther(agent, new ChildProcess(stranger.pid(), started.minusSeconds(3600)));
        agent.close();
        agent.start();
        assertThat(marked.waitFor()).isNotZero();
        assertThat(numbered.waitFor()).isNotZero();
        assertThat(Processes.with(word)).extracting(ProcessHandle::pid).containsExactly(stranger.pid());
        stranger.destroyForcibly().waitFor();
        agent.awaitEnd(id);
        assertThat(agent.board().find(other)).isPresent();
        agent.close();
    }

    @Test
    void deletes_builds_that_were_not_finished_and_keeps_the_others() throws IOException {
        AgentFixture agent = AgentFixture.with(root);
        Build good = buildOf(agent.deploy(agent.repository.commit("a", "a")));
        agent.close();
        Path builds = root.resolve("data/builds");
        Path half = Files.createDirectories(builds.resolve("20260101T000000000Z-0123456789ab-01234567"));
        Path notOurs = Files.createDirectories(builds.resolve("lost+found"));
        agent.start();
        assertThat(half).doesNotExist();
        assertThat(notOurs).exists();
        assertThat(builds.resolve(good.id().value())).isDirectory();
        agent.close();
    }

    /** As an agent that is killed leaves it: in the journal, at that step. */
    private static TaskId leaveOpen(AgentFixture agent, String commit, StepName step) {
        Admission admission =
                agent.board().admit(AgentFixture.STAGING, new Action.Deploy(new CommitId(commit)), Optional.empty());
        TaskId id = ((Admission.Accepted) admission).task().id();
        agent.board().update(id, state -> state.begun(List.of(StepName.values()), Instant.EPOCH));
        agent.board().update(id, state -> state.stepStarted(step, Instant.EPOCH));
        return id;
    }

    /** Of an environment that is not configured any more. */
    private static TaskId leaveOther(AgentFixture agent, ChildProcess child) {
        Admission admission = agent.board()
                .admit(
                        new dev.sluice.agent.config.EnvironmentId("gone"),
                        new Action.Deploy(new CommitId("1".repeat(40))),
                        Optional.empty());
        TaskId id = ((Admission.Accepted) admission).task().id();
        agent.board().update(id, state -> state.childStarted(child));
        return id;
    }

    private static Process sleeper(String word, Optional<TaskId> mark) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", word);
        mark.ifPresent(id -> builder.environment().put(ProcessTree.MARKER, id.value()));
        return builder.start();
    }

    private static Build buildOf(Task task) {
        assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
        return task.progress().outcome().build().orElseThrow();
    }

    private static String messageOf(Task task) {
        assertThat(task.progress().outcome().error().orElseThrow().code()).isEqualTo("agent_stopped");
        return task.progress().outcome().error().orElseThrow().message();
    }
}
