package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.PRODUCTION;
import static dev.sluice.agent.AgentFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {

    private static final List<String> FEW = List.of("keep_builds: 2", "keep_served_hours: 0");

    @TempDir
    Path root;

    @Test
    void deletes_what_nobody_needs() {
        try (AgentFixture agent = AgentFixture.with(root, FEW.toArray(String[]::new))) {
            deploySome(agent, 5);
            awaitBuilds(2);
            assertThat(agent.served("index.html")).contains("version 5");
        }
    }

    @Test
    void keeps_what_was_served_a_short_time_ago() {
        AgentFixture agent = AgentFixture.with(root, "keep_builds: 2", "keep_served_hours: 1");
        deploySome(agent, 5);
        agent.close();
        assertThat(builds()).hasSize(5);
        agent.configure("keep_builds: 2", "keep_served_hours: 0");
        agent.start();
        deploySome(agent, 1);
        awaitBuilds(2);
        agent.close();
    }

    @Test
    void keeps_the_builds_of_other_environments_current_and_previous() {
        try (AgentFixture agent = AgentFixture.withProduction(root, FEW, List.of("keep_served_hours: 0"))) {
            deploySome(agent, 1);
            Build one = agent.current(STAGING);
            promote(agent, one);
            deploySome(agent, 1);
            Build two = agent.current(STAGING);
            promote(agent, two);
            deploySome(agent, 4);
            awaitBuilds(4);
            assertThat(builds()).contains(one.id().value(), two.id().value());
        }
    }

    @Test
    void keeps_a_build_that_an_open_promotion_names() {
        try (AgentFixture agent = AgentFixture.withProduction(root, FEW, List.of("name: Live"))) {
            deploySome(agent, 1);
            Build named = agent.current(STAGING);
            agent.board().admit(PRODUCTION, promotion(named), Optional.empty());
            deploySome(agent, 4);
            awaitBuilds(3);
            assertThat(builds()).contains(named.id().value());
        }
    }

    private static void deploySome(AgentFixture agent, int count) {
        for (int i = 1; i <= count; i++) {
            agent.deploy(agent.repository.commit("index.html", "version " + i));
        }
    }

    private static void promote(AgentFixture agent, Build build) {
        assertThat(agent.carryOut(PRODUCTION, promotion(build))
                        .progress()
                        .outcome()
                        .error())
                .isEmpty();
    }

    private static Action promotion(Build build) {
        return new Action.Promote(STAGING, build.id(), new Digest(build.digest()));
    }

    private void awaitBuilds(int count) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(builds()).hasSize(count));
    }

    private List<String> builds() {
        try (Stream<Path> files = Files.list(root.resolve("data/builds"))) {
            return files.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
