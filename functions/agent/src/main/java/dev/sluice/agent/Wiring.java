package dev.sluice.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.action.HealthProbe;
import dev.sluice.agent.action.Workshop;
import dev.sluice.agent.build.BuildStore;
import dev.sluice.agent.build.DataFolder;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.AgentConfigReader;
import dev.sluice.agent.config.ConfigReading;
import dev.sluice.agent.git.Git;
import dev.sluice.agent.git.GitConfigFile;
import dev.sluice.agent.git.GitMirrors;
import dev.sluice.agent.task.AgentJson;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskJournal;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the agent's parts together. Nothing here runs while a native image is built. */
class Wiring {

    @Produces
    @Singleton
    AgentConfig config(@ConfigProperty(name = AgentMain.CONFIG_PROPERTY) Optional<String> file) {
        ConfigReading reading = AgentConfigReader.read(Path.of(file.orElse(AgentMain.DEFAULT_CONFIG)));
        if (reading instanceof ConfigReading.Accepted accepted) {
            return accepted.config();
        }
        throw new IllegalStateException(((ConfigReading.Rejected) reading).text());
    }

    @Produces
    @Singleton
    DataFolder data(AgentConfig config) throws IOException {
        return DataFolder.open(config.data());
    }

    void close(@Disposes DataFolder data) throws IOException {
        data.close();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    GitMirrors mirrors(AgentConfig config, DataFolder data) throws IOException {
        GitConfigFile.write(
                data.gitConfig(),
                Path.of(System.getProperty("user.home", "/")),
                config.environments().values().stream()
                        .map(environment -> environment.source().repository())
                        .toList());
        return new GitMirrors(data.mirrors(), new Git("git", data.gitConfig(), System.getenv()));
    }

    @Produces
    @Singleton
    BuildStore builds(DataFolder data) {
        return new BuildStore(data.builds());
    }

    @Produces
    @Singleton
    Serving serving(AgentConfig config, DataFolder data, BuildStore builds) {
        return new Serving(data.environments(), builds, config.environments());
    }

    @Produces
    @Singleton
    TaskBoard board(DataFolder data, Clock clock) {
        return new TaskBoard(new TaskJournal(data.tasks()), clock);
    }

    @Produces
    @Singleton
    Workshop workshop(DataFolder data, GitMirrors mirrors, BuildStore builds, Serving serving, Clock clock) {
        return new Workshop(
                data, mirrors, builds, serving, new Workshop.Surroundings(clock, new HealthProbe(), System.getenv()));
    }

    @Produces
    @Singleton
    ActionRunner actions(Workshop workshop, TaskBoard board) {
        return new ActionRunner(workshop, board);
    }

    /** Sets the agent's dialect of JSON on the mapper that answers requests. */
    @Singleton
    static class Dialect implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            AgentJson.configure(mapper);
        }
    }
}
