package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.PRODUCTION;
import static dev.sluice.agent.AgentFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.AppFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Digest;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromoteTest {

    private static final String BUILD = "build: [sh, -c, 'date +%s%N > built']";

    @TempDir
    Path root;

    @Test
    void serves_the_very_build_of_its_source_and_builds_nothing() throws IOException {
        try (AgentFixture agent = both(BUILD, "build: ['false']")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Build build = agent.current(STAGING);
            Task task = promote(agent, build);
            assertThat(task.progress().outcome().error()).isEmpty();
            assertThat(task.progress().outcome().build()).contains(build);
            assertThat(agent.current(PRODUCTION)).isEqualTo(build).isEqualTo(agent.current(STAGING));
            assertThat(agent.served(PRODUCTION, "built")).isEqualTo(agent.served("built"));
            assertThat(Files.isSameFile(root.resolve("site/current"), root.resolve("live/current")))
                    .isTrue();
            assertThat(task.progress().steps())
                    .extracting(TaskStep::name)
                    .containsExactly(
                            StepName.CHECK_ORIGIN,
                            StepName.VERIFY,
                            StepName.SWITCH,
                            StepName.ACTIVATE,
                            StepName.CONFIRM,
                            StepName.HEALTH);
        }
    }

    @Test
    void takes_the_frozen_build_after_its_source_went_on() {
        try (AgentFixture agent = both("keep_builds: 2", "name: Live")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Build frozen = agent.current(STAGING);
            for (int i = 0; i < 4; i++) {
                agent.deploy(agent.repository.commit("index.html", "later " + i));
            }
            assertThat(promote(agent, frozen).progress().status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(agent.served(PRODUCTION, "index.html")).contains("one");
        }
    }

    @Test
    void goes_on_from_one_environment_to_the_next() {
        try (AgentFixture agent = both("name: Test", "name: Live")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Build build = agent.current(STAGING);
            promote(agent, build);
            Task back = agent.carryOut(STAGING, new Action.Promote(PRODUCTION, build.id(), digestOf(build)));
            assertThat(back.progress().status()).isEqualTo(TaskStatus.COMPLETED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo two > index.html",
                "echo more > added",
                "rm page",
                "chmod +x page",
                "ln -s /etc/passwd secret",
                "mkfifo pipe",
                "rm -r ../$(basename $PWD)"
            })
    void refuses_a_build_whose_files_were_changed_on_disk(String tampering) throws Exception {
        try (AgentFixture agent = both("name: Test", "name: Live")) {
            agent.repository.write("page", "a page");
            agent.deploy(agent.repository.commit("index.html", "one"));
            promote(agent, agent.current(STAGING));
            agent.deploy(agent.repository.commit("index.html", "two"));
            Build build = agent.current(STAGING);
            tamper(root.resolve("data/builds").resolve(build.id().value()), tampering);
            TaskError error = errorOf(promote(agent, build));
            assertThat(error.code()).isIn("build_changed", "build_not_found");
            assertThat(error.message()).contains(build.id().value(), "production keeps serving build ");
            assertThat(agent.served(PRODUCTION, "index.html")).contains("one");
        }
    }

    @Test
    void refuses_any_other_build_than_the_one_that_was_frozen() {
        try (AgentFixture agent = both("name: Test", "name: Live")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Build build = agent.current(STAGING);
            Digest other = new Digest("sha256:" + "0".repeat(64));
            Task wrongDigest = agent.carryOut(PRODUCTION, new Action.Promote(STAGING, build.id(), other));
            assertThat(errorOf(wrongDigest).code()).isEqualTo("digest_mismatch");
            BuildId none = new BuildId("20260101T000000000Z-0123456789ab-01234567");
            Task unknown = agent.carryOut(PRODUCTION, new Action.Promote(STAGING, none, digestOf(build)));
            assertThat(errorOf(unknown).code()).isEqualTo("build_not_served");
            assertThat(agent.served(PRODUCTION, "index.html")).isEmpty();
        }
    }

    @Test
    void refuses_a_build_that_its_source_never_found_healthy() throws IOException {
        try (AgentFixture agent = both("activate: [sh, current/check]", "name: Live")) {
            agent.repository.write("check", "exit 0");
            agent.deploy(agent.repository.commit("index.html", "one"));
            agent.repository.write("check", "exit 1");
            Task bad = agent.deploy(agent.repository.commit("index.html", "two"));
            Build unproven = bad.progress().outcome().build().orElseThrow();
            assertThat(errorOf(promote(agent, unproven)).code()).isEqualTo("build_not_served");
        }
    }

    @Test
    void switches_back_when_activate_changes_the_build() throws IOException {
        String spoil = "activate: [sh, -c, 'test -e current/good || { chmod u+w current/.; echo x > current/cache; }']";
        try (AgentFixture agent = both("name: Test", spoil)) {
            agent.repository.write("good", "");
            agent.deploy(agent.repository.commit("index.html", "one"));
            promote(agent, agent.current(STAGING));
            Files.delete(agent.repository.folder().resolve("good"));
            agent.deploy(agent.repository.commit("index.html", "two"));
            TaskError error = errorOf(promote(agent, agent.current(STAGING)));
            assertThat(error.code()).isEqualTo("build_changed");
            assertThat(error.message()).contains("production was switched back to build ");
            assertThat(agent.served(PRODUCTION, "index.html")).contains("one");
        }
    }

    @Test
    void switches_back_when_the_target_is_not_healthy() {
        AppFixture app = AppFixture.answering(
                () -> Files.readString(root.resolve("live/current/index.html")).equals("one") ? 200 : 500);
        try (app;
                AgentFixture agent = both("name: Test", "health: {url: '" + app.url() + "', timeout_seconds: 1}")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            promote(agent, agent.current(STAGING));
            agent.deploy(agent.repository.commit("index.html", "two"));
            TaskError error = errorOf(promote(agent, agent.current(STAGING)));
            assertThat(error.code()).isEqualTo("health_failed");
            assertThat(agent.served(PRODUCTION, "index.html")).contains("one");
        }
    }

    private AgentFixture both(String staging, String production) {
        return AgentFixture.withProduction(root, List.of(staging.split("\n")), List.of(production));
    }

    private static Task promote(AgentFixture agent, Build build) {
        return agent.carryOut(PRODUCTION, new Action.Promote(STAGING, build.id(), digestOf(build)));
    }

    private static Digest digestOf(Build build) {
        return new Digest(build.digest());
    }

    private static void tamper(Path build, String command) throws Exception {
        Files.setPosixFilePermissions(build, PosixFilePermissions.fromString("rwxr-xr-x"));
        String writable = "chmod -R u+w . && " + command;
        Process shell = new ProcessBuilder("sh", "-c", writable)
                .directory(build.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private static TaskError errorOf(Task task) {
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        return task.progress().outcome().error().orElseThrow();
    }
}
