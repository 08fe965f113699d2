package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.AppFixture;
import dev.sluice.agent.Processes;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {

    @TempDir
    Path root;

    @Test
    void serves_the_commit_and_names_its_build() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            String commit = agent.repository.commit("index.html", "one");
            Task task = agent.deploy(commit);
            assertThat(task.progress().outcome().error()).isEmpty();
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(agent.served("index.html")).contains("one");
            assertThat(task.progress().outcome().build().orElseThrow().commit().value())
                    .isEqualTo(commit);
            assertThat(task.progress().outcome().build().orElseThrow().digest()).matches("sha256:[0-9a-f]{64}");
            assertThat(agent.served(".git")).isEmpty();
            agent.awaitCleanStaging();
        }
    }

    @Test
    void serves_the_same_digest_for_the_same_files() {
        try (AgentFixture agent = AgentFixture.with(root)) {
            String commit = agent.repository.commit("index.html", "one");
            String first = agent.deploy(commit)
                    .progress()
                    .outcome()
                    .build()
                    .orElseThrow()
                    .digest();
            String second = agent.deploy(commit)
                    .progress()
                    .outcome()
                    .build()
                    .orElseThrow()
                    .digest();
            String other = agent.deploy(agent.repository.commit("index.html", "two"))
                    .progress()
                    .outcome()
                    .build()
                    .orElseThrow()
                    .digest();
            assertThat(second).isEqualTo(first).isNotEqualTo(other);
        }
    }

    @Test
    void runs_the_build_in_the_exported_tree_and_seals_what_it_made() {
        try (AgentFixture agent = AgentFixture.with(
                root,
                "build: [sh, -c, 'tr a-z A-Z < page.txt > index.html; echo $SLUICE_ENVIRONMENT/$SLUICE_COMMIT']")) {
            String commit = agent.repository.commit("page.txt", "hello");
            Task task = agent.deploy(commit);
            assertThat(agent.served("index.html")).contains("HELLO");
            assertThat(agent.log(task.id())).contains("staging/" + commit);
            assertThat(root.resolve("site/current/index.html")).satisfies(file -> assertThat(
                            Files.getPosixFilePermissions(file).toString())
                    .doesNotContain("WRITE"));
        }
    }

    @Test
    void gives_a_build_few_variables_and_none_of_the_agents_own() {
        try (AgentFixture agent = AgentFixture.with(root, "build: [env]", "env: {COLOUR: green}")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            List<String> names = agent.log(task.id())
                    .lines()
                    .filter(line -> line.matches("[A-Z_]+=.*"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .sorted()
                    .toList();
            assertThat(names)
                    .containsExactly(
                            "COLOUR",
                            "PATH",
                            "SLUICE_ACTION",
                            "SLUICE_BUILD_DIR",
                            "SLUICE_BUILD_ID",
                            "SLUICE_COMMIT",
                            "SLUICE_ENVIRONMENT",
                            "SLUICE_ENVIRONMENT_KIND",
                            "SLUICE_FOLDER",
                            "SLUICE_TASK_ID");
            assertThat(agent.log(task.id())).doesNotContain(AgentFixture.KEY);
        }
    }

    @Test
    void activates_the_new_build_and_waits_until_it_is_healthy() {
        AppFixture app = AppFixture.answering(() -> Files.exists(root.resolve("activated")) ? 204 : 503);
        try (app;
                AgentFixture agent = AgentFixture.with(
                        root,
                        "activate: [sh, -c, 'cp current/index.html " + root + "/activated']",
                        "health: {url: '" + app.url() + "', timeout_seconds: 10}")) {
            Task task = agent.deploy(agent.repository.commit("index.html", "one"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(root.resolve("activated")).hasContent("one");
            assertThat(task.progress().steps())
                    .extracting(TaskStep::name)
                    .containsExactly(
                            StepName.FETCH,
                            StepName.EXPORT,
                            StepName.BUILD,
                            StepName.SEAL,
                            StepName.SWITCH,
                            StepName.ACTIVATE,
                            StepName.HEALTH);
            assertThat(task.progress().percent()).isEqualTo(100);
        }
    }

    @Test
    void lets_an_application_live_that_activate_started() {
        String word = "9" + System.nanoTime();
        try (AgentFixture agent = AgentFixture.with(root, "activate: [sh, -c, 'sleep " + word + " & echo started']")) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(Processes.with(word)).hasSize(1);
        } finally {
            Processes.with(word).forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void keeps_as_many_builds_as_configured() {
        try (AgentFixture agent = AgentFixture.with(root, "keep_builds: 3", "keep_served_hours: 0")) {
            for (int i = 1; i <= 7; i++) {
                agent.deploy(agent.repository.commit("index.html", "version " + i));
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(builds()).hasSize(3));
            assertThat(agent.served("index.html")).contains("version 7");
        }
    }

    @Test
    void refuses_to_replace_something_that_is_not_its_link() throws IOException {
        Files.createDirectories(root.resolve("site/current/precious"));
        try (AgentFixture agent = AgentFixture.with(root)) {
            Task task = agent.deploy(agent.repository.commit("a", "a"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
            assertThat(task.progress().outcome().error().orElseThrow().code()).isEqualTo("switch_failed");
            assertThat(root.resolve("site/current/precious")).isDirectory();
        }
    }

    private List<Path> builds() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("data/builds"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }
}
