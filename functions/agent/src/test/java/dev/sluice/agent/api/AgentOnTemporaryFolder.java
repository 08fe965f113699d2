package dev.sluice.agent.api;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.GitFixture;
import dev.sluice.agent.build.Trees;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gives the agent under test a configuration file, and a repository whose build waits until the test opens a gate. */
public class AgentOnTemporaryFolder implements QuarkusTestResourceLifecycleManager {

    static final String ROOT = "sluice.test.root";

    private Path root;

    @Override
    public Map<String, String> start() {
        try {
            root = Files.createTempDirectory("agent-api");
            GitFixture repository = GitFixture.in(root.resolve("repository"));
            repository.commit("index.html", "one");
            Path config = root.resolve("agent.yaml");
            String wait = "until test -e " + root.resolve("gate") + "; do echo waiting; sleep 0.02; done";
            Files.writeString(
                    config,
                    AgentFixture.yaml(
                            root,
                            repository.folder(),
                            AgentFixture.lines(
                                    root,
                                    repository.folder(),
                                    List.of(
                                            "build: [sh, -c, '" + wait + "']",
                                            "name: Staging of the shop",
                                            "url: https://staging.example.org/"),
                                    List.of("quick_update: ['true']"))));
            return Map.of("sluice.agent.config", config.toString(), ROOT, root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            Trees.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
