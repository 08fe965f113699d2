package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import java.util.Optional;

/** The field {@code source_environment} of several requests. */
final class SourceEnvironment {

    private static final String FIELD = "source_environment";

    private SourceEnvironment() {}

    /** Another environment of this agent. */
    static Wish<EnvironmentConfig> of(Optional<String> text, EnvironmentConfig target, AgentConfig config) {
        Optional<EnvironmentId> source = text.flatMap(EnvironmentId::parse);
        if (source.isEmpty()) {
            return Wish.invalid(FIELD, "must be the id of an environment");
        } else if (source.get().equals(target.id())) {
            return Wish.impossible("same_environment", FIELD, "source and target must differ");
        }
        Optional<EnvironmentConfig> found = config.environment(source.get());
        return found.isPresent()
                ? new Wish.Granted<>(found.get())
                : Wish.impossible(
                        "source_not_found",
                        FIELD,
                        "this agent has no environment " + source.get() + "; see " + EnvironmentResource.PATH);
    }
}
