package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.AppFixture;
import dev.sluice.agent.Processes;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskLog;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedDeployTest {

    @TempDir
    Path root;

    @Test
    void keeps_the_old_build_when_the_new_one_fails_to_build() {
        try (AgentFixture agent = AgentFixture.with(root, "build: [sh, -c, 'echo building; exit $(cat status)']")) {
            agent.repository.write("status", "0");
            Task good = agent.deploy(agent.repository.commit("index.html", "one"));
            Task bad = agent.deploy(agent.repository.commit("status", "3"));
            assertThat(errorOf(bad).code()).isEqualTo("build_failed");
            assertThat(errorOf(bad).message())
                    .isEqualTo("the build command ended with exit code 3; see the log; staging keeps serving build "
                            + good.progress().outcome().build().orElseThrow().id());
            assertThat(agent.served("index.html")).contains("one");
            assertThat(agent.log(bad.id())).contains("building");
            agent.awaitCleanStaging();
        }
    }

    @Test
    void ends_a_build_that_hangs_with_everything_it_started() {
        String word = "9" + System.nanoTime();
        try (AgentFixture agent = AgentFixture.with(
                root,
                "build: [sh, -c, 'setsid sleep " + word + " & (sleep " + word + " &) ; sleep " + word + "']",
                "build_timeout_seconds: 1")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(errorOf(task).code()).isEqualTo("build_timeout");
            assertThat(errorOf(task).message()).contains("after its 1 s");
            assertThat(Processes.with(word)).isEmpty();
        }
    }

    @Test
    void ends_what_a_build_left_running_before_it_seals() {
        String word = "9" + System.nanoTime();
        try (AgentFixture agent = AgentFixture.with(root, "build: [sh, -c, 'setsid sleep " + word + " & echo done']")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(Processes.with(word)).isEmpty();
        }
    }

    @Test
    void keeps_the_beginning_and_the_end_of_a_build_that_prints_100_megabytes() throws IOException {
        try (AgentFixture agent = AgentFixture.with(
                root, "build: [sh, -c, 'echo first; head -c 100000000 /dev/zero | tr \"\\\\0\" x; echo; echo last']")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            long size = Files.size(agent.actions().logOf(task.id()));
            assertThat(size).isBetween(TaskLog.KEPT_BYTES, TaskLog.KEPT_BYTES + TaskLog.TAIL_BYTES + 2000);
            assertThat(agent.log(task.id()))
                    .contains("\nfirst\n", "output cut", "bytes of output are left out", "\nlast\n");
        }
    }

    @Test
    void says_which_command_is_missing() {
        try (AgentFixture agent = AgentFixture.with(root, "build: [no-such-program, dist]")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(errorOf(task).code()).isEqualTo("command_not_found");
            assertThat(errorOf(task).message()).startsWith("build: the command \"no-such-program\" was not found");
        }
    }

    @Test
    void says_that_a_commit_does_not_exist() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            agent.repository.commit("a", "a");
            Task task = agent.deploy("0123456789012345678901234567890123456789");
            assertThat(errorOf(task).code()).isEqualTo("commit_not_found");
            assertThat(errorOf(task).message()).contains("0123456789012345678901234567890123456789");
        }
    }

    @Test
    void says_that_git_is_missing() {
        try (AgentFixture agent = AgentFixture.withGit(root, "git-is-not-here")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(errorOf(task).code()).isEqualTo("git_not_found");
            assertThat(errorOf(task).message()).startsWith("git is needed");
        }
    }

    @Test
    void says_that_the_repository_is_gone() throws IOException {
        try (AgentFixture agent = AgentFixture.with(root)) {
            String commit = agent.repository.commit("a", "a");
            Files.move(agent.repository.folder(), root.resolve("elsewhere"));
            Task task = agent.deploy(commit);
            assertThat(errorOf(task).code()).isEqualTo("repository_unreachable");
        }
    }

    @Test
    void refuses_a_commit_with_a_link_that_leads_out_of_it() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            Task task =
                    agent.deploy(agent.repository.link("secret", "/etc/passwd").commitAll());
            assertThat(errorOf(task).code()).isEqualTo("unsafe_build");
            assertThat(errorOf(task).message()).contains("\"secret\"", "/etc/passwd");
            assertThat(agent.served("secret")).isEmpty();
        }
    }

    @Test
    void switches_back_and_activates_again_when_activate_fails() throws IOException {
        String activate =
                "activate: [sh, -c, 'cat current/index.html >> " + root + "/activations; exec sh current/check']";
        try (AgentFixture agent = AgentFixture.with(root, activate)) {
            agent.repository.write("check", "exit 0");
            Task good = agent.deploy(agent.repository.commit("index.html", "one "));
            agent.repository.write("check", "exit 7");
            Task bad = agent.deploy(agent.repository.commit("index.html", "two "));
            assertThat(errorOf(bad).code()).isEqualTo("activate_failed");
            assertThat(errorOf(bad).message())
                    .isEqualTo(
                            "the activate command ended with exit code 7; see the log; staging was switched back to build "
                                    + good.progress()
                                            .outcome()
                                            .build()
                                            .orElseThrow()
                                            .id());
            assertThat(agent.served("index.html")).contains("one ");
            assertThat(root.resolve("activations")).hasContent("one two one ");
            assertThat(bad.progress().steps().get(7).name()).isEqualTo(StepName.SWITCH_BACK);
            assertThat(bad.progress().steps().get(7).status()).isEqualTo(TaskStep.Status.COMPLETED);
            assertThat(agent.serving().state(AgentFixture.STAGING).trouble()).isEmpty();
        }
    }

    @Test
    void switches_back_when_the_new_build_never_becomes_healthy() {
        AppFixture app = AppFixture.answering(
                () -> Files.readString(root.resolve("site/current/index.html")).equals("one") ? 200 : 500);
        try (app;
                AgentFixture agent =
                        AgentFixture.with(root, "health: {url: '" + app.url() + "', timeout_seconds: 1}")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Task bad = agent.deploy(agent.repository.commit("index.html", "two"));
            assertThat(errorOf(bad).code()).isEqualTo("health_failed");
            assertThat(errorOf(bad).message()).contains("was not healthy within 1 s: it answered 500", "switched back");
            assertThat(agent.served("index.html")).contains("one");
        }
    }

    @Test
    void says_that_a_first_deploy_has_nothing_to_go_back_to() throws IOException {
        try (AgentFixture agent = AgentFixture.with(root, "activate: ['false']")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(errorOf(task).message()).contains("no earlier build to go back to");
            assertThat(Files.exists(root.resolve("site/current"))).isFalse();
            assertThat(agent.serving().state(AgentFixture.STAGING).trouble()).isPresent();
        }
    }

    private static TaskError errorOf(Task task) {
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        return task.progress().outcome().error().orElseThrow();
    }
}
