package dev.sluice.agent.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.task.AgentJson;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which build each environment serves. The link is the truth; a small file beside the tasks remembers what a link cannot say. */
public final class Serving {

    private final Path states;
    private final BuildStore builds;
    private final Map<EnvironmentId, EnvironmentConfig> environments;
    private final ObjectMapper json = AgentJson.mapper();

    /** @param states folder of the state files; exists */
    public Serving(Path states, BuildStore builds, Map<EnvironmentId, EnvironmentConfig> environments) {
        this.states = states;
        this.builds = builds;
        this.environments = Map.copyOf(environments);
    }

    public CurrentLink link(EnvironmentConfig environment) {
        return new CurrentLink(environment.site().folder());
    }

    /** The build that the environment's link points to; empty if there is none, or the link was set by somebody else. */
    public Optional<SealedBuild> current(EnvironmentConfig environment) throws IOException {
        Optional<BuildId> id = link(environment).target().flatMap(builds::idOf);
        return id.isPresent() ? builds.find(id.get()) : Optional.empty();
    }

    /** A build that is on disk. */
    public Optional<Build> describe(BuildId id) throws IOException {
        return builds.find(id).map(SealedBuild::build);
    }

    /** Whether the environment has a link at all. */
    public boolean hasLink(EnvironmentConfig environment) throws IOException {
        return link(environment).target().isPresent();
    }

    public ServingState state(EnvironmentId environment) throws IOException {
        Path file = fileOf(environment);
        return Files.exists(file) ? json.readValue(Files.readAllBytes(file), ServingState.class) : ServingState.UNKNOWN;
    }

    public void remember(EnvironmentId environment, ServingState state) throws IOException {
        DurableFile.write(fileOf(environment), json.writeValueAsBytes(state));
    }

    /**
     * Whether the environment serves that build, or did, and it was healthy. A build that a task is just switching to does not count;
     * the link alone is asked only where no switch was written down yet.
     */
    public boolean hasServed(EnvironmentConfig environment, BuildId build) throws IOException {
        ServingState state = state(environment.id());
        boolean linked = link(environment)
                .target()
                .flatMap(builds::idOf)
                .filter(build::equals)
                .isPresent();
        return state.hasServed(build) || (state.history().isEmpty() && linked);
    }

    /** The current and the previous build of every environment, and those that it served a short time ago. */
    public Set<BuildId> inUse(Instant now) throws IOException {
        Set<BuildId> used = new HashSet<>();
        for (EnvironmentConfig environment : all()) {
            link(environment).target().flatMap(builds::idOf).ifPresent(used::add);
            ServingState state = state(environment.id());
            state.previous().ifPresent(used::add);
            used.addAll(state.servedSince(now.minus(environment.site().keeping().served())));
        }
        return used;
    }

    public Collection<EnvironmentConfig> all() {
        return environments.values();
    }

    /** The environment of that id, if it is configured. */
    public Optional<EnvironmentConfig> find(EnvironmentId id) {
        return Optional.ofNullable(environments.get(id));
    }

    private Path fileOf(EnvironmentId environment) {
        return states.resolve(environment + ".json");
    }
}
