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
     */
    public record Site(Path folder, Keeping keeping, Optional<HealthCheck> health, Data data) {}

    /** What its application keeps; needed only where it takes part in a clone. */
    public record Data(
            Optional<DatabaseConfig> database, Optional<Path> filestore, Optional<Neutralization> neutralization) {}

    /**
     * Which builds stay on disk, beside the current and the previous one and those that a task works on.
     *
     * @param builds how many of those made for the environment
     * @param served how long after the environment served it last
     */
    public record Keeping(int builds, Duration served) {}

    /** What is run for it, and the variables it gets on top of the agent's own few. */
    public record Commands(
            Optional<TimedCommand> build,
            Optional<TimedCommand> quickUpdate,
            Optional<TimedCommand> activate,
            Map<String, String> variables) {

        public Commands {
            variables = Map.copyOf(variables);
        }

        /** The values of variables may be secrets. */
        @Override
        public String toString() {
            return "Commands[build=" + build + ", quickUpdate=" + quickUpdate + ", activate=" + activate
                    + ", variables=" + variables.keySet() + "]";
        }
    }
}
