package dev.sluice.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One environment as the configuration file describes it. */
public record EnvironmentConfig(EnvironmentId id, Label label, Source source, Site site, Commands commands) {

    /** What people see of it. */
    public record Label(String name, EnvironmentKind kind, Optional<String> url) {}

    /** Where its code comes from. */
    public record Source(RepositoryLocation repository, Duration fetchTimeout) {}

    /**
     * Where it runs.
     *
     * @param folder holds the link {@code current}
     * @param keepBuilds how many of its builds stay on disk; the current and the previous one always do
     */
    public record Site(Path folder, int keepBuilds, Optional<HealthCheck> health) {}

    /** What is run for it, and the variables it gets on top of the agent's own few. */
    public record Commands(
            Optional<TimedCommand> build, Optional<TimedCommand> activate, Map<String, String> variables) {

        public Commands {
            variables = Map.copyOf(variables);
        }

        /** The values of variables may be secrets. */
        @Override
        public String toString() {
            return "Commands[build=" + build + ", activate=" + activate + ", variables=" + variables.keySet() + "]";
        }
    }
}
