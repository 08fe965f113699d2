package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {

    @TempDir
    Path root;

    @Test
    void serves_the_build_before_the_current_one_and_builds_nothing() {
        String activate = "activate: [sh, -c, 'cat current/index.html >> " + root + "/activations']";
        try (AgentFixture agent = AgentFixture.with(root, activate, "build: [sh, -c, 'date +%s%N > built']")) {
            agent.deploy(agent.repository.commit("index.html", "one "));
            Build before = agent.current(STAGING);
            agent.deploy(agent.repository.commit("index.html", "two "));
            Task task = rollback(agent);
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task.progress().outcome().build()).contains(before);
            assertThat(agent.current(STAGING)).isEqualTo(before);
            assertThat(root.resolve("activations")).hasContent("one two one ");
        }
    }

    @Test
    void undoes_itself_when_it_is_asked_for_again() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            agent.deploy(agent.repository.commit("index.html", "two"));
            rollback(agent);
            rollback(agent);
            assertThat(agent.served("index.html")).contains("two");
        }
    }

    @Test
    void says_that_there_is_nothing_to_go_back_to() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            assertThat(errorOf(rollback(agent)).code()).isEqualTo("no_previous_build");
            agent.deploy(agent.repository.commit("index.html", "one"));
            assertThat(errorOf(rollback(agent)).message()).contains("staging has served one build at most");
            assertThat(agent.served("index.html")).contains("one");
        }
    }

    @Test
    void refuses_a_previous_build_that_was_changed_on_disk() throws IOException {
        try (AgentFixture agent = AgentFixture.with(root)) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Path before = root.resolve("site/current").toRealPath();
            agent.deploy(agent.repository.commit("index.html", "two"));
            Files.setPosixFilePermissions(before.resolve("index.html"), PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(before.resolve("index.html"), "changed");
            assertThat(errorOf(rollback(agent)).code()).isEqualTo("build_changed");
            assertThat(agent.served("index.html")).contains("two");
        }
    }

    private static Task rollback(AgentFixture agent) {
        return agent.carryOut(STAGING, new Action.Rollback());
    }

    private static TaskError errorOf(Task task) {
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        return task.progress().outcome().error().orElseThrow();
    }
}
