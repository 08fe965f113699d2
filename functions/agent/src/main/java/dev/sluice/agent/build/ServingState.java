package dev.sluice.agent.build;

import dev.sluice.agent.task.BuildId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * What is known of an environment beside its link.
 *
 * @param previous the build that served before the current one
 * @param trouble why the environment may serve nothing that works; empty when the last switch ended well
 */
@RegisterForReflection
public record ServingState(Optional<BuildId> previous, Optional<String> trouble) {

    /** Nothing known, nothing wrong. */
    public static final ServingState UNKNOWN = new ServingState(Optional.empty(), Optional.empty());
}
