package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.PRODUCTION;
import static dev.sluice.agent.AgentFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.PostgresFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneFilestoreTest {

    @TempDir
    Path root;

    @BeforeEach
    void make() throws IOException {
        PostgresFixture.execute("postgres", "DROP DATABASE IF EXISTS files_staging_sluice_old WITH (FORCE)");
        PostgresFixture.create("files_live");
        PostgresFixture.create("files_staging");
        Files.createDirectories(root.resolve("live-files/ab"));
        Files.writeString(root.resolve("live-files/ab/abcdef"), "live");
        Files.createDirectories(root.resolve("staging-files"));
        Files.writeString(root.resolve("staging-files/old"), "old");
    }

    @Test
    void copies_files_only_when_it_is_asked_to() {
        try (AgentFixture agent = agent()) {
            assertDone(agent.carryOut(STAGING, new Action.Clone(PRODUCTION, false, false)));
            assertThat(root.resolve("staging-files/old")).exists();
            assertDone(agent.carryOut(STAGING, new Action.Clone(PRODUCTION, false, true)));
            assertThat(root.resolve("staging-files/ab/abcdef")).hasContent("live");
            assertThat(root.resolve("staging-files/old")).doesNotExist();
            assertDone(agent.carryOut(STAGING, new Action.UndoClone()));
            assertThat(root.resolve("staging-files/old")).hasContent("old");
            assertThat(root.resolve("staging-files/ab")).doesNotExist();
        }
    }

    @Test
    void gives_the_copy_files_of_its_own() throws IOException {
        try (AgentFixture agent = agent()) {
            assertDone(agent.carryOut(STAGING, new Action.Clone(PRODUCTION, false, true)));
            Files.writeString(root.resolve("staging-files/ab/abcdef"), "changed");
            assertThat(root.resolve("live-files/ab/abcdef")).hasContent("live");
        }
    }

    @Test
    void follows_no_link_out_of_the_filestore_and_copies_none() throws IOException {
        Files.createSymbolicLink(root.resolve("live-files/secret"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(root.resolve("live-files/folder"), Path.of("/etc"));
        Files.createSymbolicLink(root.resolve("live-files/ab/up"), Path.of("../../data"));
        try (AgentFixture agent = agent()) {
            Task task = agent.carryOut(STAGING, new Action.Clone(PRODUCTION, false, true));
            assertDone(task);
            for (String link : List.of("secret", "folder", "ab/up")) {
                assertThat(Files.exists(root.resolve("staging-files").resolve(link), LinkOption.NOFOLLOW_LINKS))
                        .isFalse();
            }
            assertThat(agent.log(task.id())).contains("without 3 links");
            assertThat(root.resolve("live-files/secret")).isSymbolicLink();
        }
    }

    private static void assertDone(Task task) {
        assertThat(task.progress().outcome().error()).isEmpty();
    }

    private AgentFixture agent() {
        return AgentFixture.withProduction(
                root,
                List.of(
                        "database: {url: '" + PostgresFixture.url("files_staging") + "'}",
                        "filestore: " + root.resolve("staging-files")),
                List.of(
                        "database: {url: '" + PostgresFixture.url("files_live") + "'}",
                        "filestore: " + root.resolve("live-files")));
    }
}
