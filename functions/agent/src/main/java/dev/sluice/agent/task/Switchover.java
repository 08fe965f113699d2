package dev.sluice.agent.task;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * Written to the journal before the link moves, so that a later life of the agent can move it back.
 *
 * @param from where {@code current} pointed to, as it stood in the link; empty if there was none
 * @param to the build to serve
 */
@RegisterForReflection
public record Switchover(Optional<String> from, BuildId to) {}
