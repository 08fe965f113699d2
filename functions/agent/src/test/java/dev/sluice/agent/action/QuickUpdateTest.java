package dev.sluice.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.AppFixture;
import dev.sluice.agent.build.BuildStore;
import dev.sluice.agent.build.Verification;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickUpdateTest {

    private static final String INSTALL = "build: [sh, -c, 'echo installed > library; echo migrate > plan']";
    private static final String REUSE = "quick_update: [sh, -c, 'cp -l $SLUICE_CURRENT_BUILD_DIR/library .']";

    @TempDir
    Path root;

    @Test
    void serves_new_code_after_the_quick_command_alone() {
        try (AgentFixture agent = AgentFixture.with(root, INSTALL, "quick_update: [sh, -c, 'echo quick > how']")) {
            Task task = update(agent, agent.repository.commit("index.html", "one"));
            assertThat(task.progress().outcome().error()).isEmpty();
            assertThat(agent.served("index.html")).contains("one");
            assertThat(agent.served("how")).contains("quick\n");
            assertThat(agent.served("plan")).isEmpty();
            assertThat(task.progress().steps())
                    .extracting(TaskStep::name)
                    .containsExactly(
                            StepName.FETCH,
                            StepName.EXPORT,
                            StepName.QUICK_UPDATE,
                            StepName.SEAL,
                            StepName.SWITCH,
                            StepName.ACTIVATE,
                            StepName.HEALTH);
        }
    }

    @Test
    void takes_over_what_the_served_build_has_installed_and_leaves_that_build_as_it_is() throws IOException {
        try (AgentFixture agent = AgentFixture.with(root, INSTALL, REUSE)) {
            Task deployed = agent.deploy(agent.repository.commit("index.html", "one"));
            Task updated = update(agent, agent.repository.commit("index.html", "two"));
            assertThat(updated.progress().outcome().error()).isEmpty();
            assertThat(agent.served("index.html")).contains("two");
            assertThat(agent.served("library")).contains("installed\n");
            BuildStore builds = new BuildStore(root.resolve("data/builds"));
            Build before = deployed.progress().outcome().build().orElseThrow();
            Build after = updated.progress().outcome().build().orElseThrow();
            assertThat(builds.verify(before.id())).isInstanceOf(Verification.Intact.class);
            assertThat(builds.verify(after.id())).isInstanceOf(Verification.Intact.class);
            assertThat(Files.isSameFile(
                            builds.pathOf(before.id()).resolve("library"),
                            builds.pathOf(after.id()).resolve("library")))
                    .isFalse();
        }
    }

    @Test
    void tells_activate_that_nothing_needs_to_be_migrated() {
        try (AgentFixture agent = AgentFixture.with(
                root,
                "quick_update: ['true']",
                "activate: [sh, -c, 'echo $SLUICE_ACTION >> " + root + "/activations']")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            update(agent, agent.repository.commit("index.html", "two"));
            assertThat(root.resolve("activations")).hasContent("deploy\nquick_update\n");
        }
    }

    @Test
    void keeps_the_old_build_when_the_quick_command_fails() {
        try (AgentFixture agent = AgentFixture.with(root, "quick_update: ['false']")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Task task = update(agent, agent.repository.commit("index.html", "two"));
            assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
            assertThat(task.progress().outcome().error().orElseThrow().code()).isEqualTo("quick_update_failed");
            assertThat(task.progress().outcome().error().orElseThrow().message())
                    .startsWith("the quick_update command ended with exit code 1; see the log; staging keeps serving");
            assertThat(agent.served("index.html")).contains("one");
        }
    }

    @Test
    void switches_back_when_the_new_code_is_not_healthy() {
        AppFixture app = AppFixture.answering(
                () -> Files.readString(root.resolve("site/current/index.html")).equals("one") ? 200 : 500);
        try (app;
                AgentFixture agent = AgentFixture.with(
                        root, "quick_update: ['true']", "health: {url: '" + app.url() + "', timeout_seconds: 1}")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            Task task = update(agent, agent.repository.commit("index.html", "two"));
            assertThat(task.progress().outcome().error().orElseThrow().message())
                    .contains("it answered 500", "switched back");
            assertThat(agent.served("index.html")).contains("one");
        }
    }

    private static Task update(AgentFixture agent, String commit) {
        return agent.carryOut(AgentFixture.STAGING, new Action.QuickUpdate(new CommitId(commit)));
    }
}
