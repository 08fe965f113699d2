package dev.sluice.agent.task;

import dev.sluice.agent.config.EnvironmentId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked for. Never changes.
 *
 * @param keyHash hash of the request's idempotency key; the key itself is not kept
 */
@RegisterForReflection
public record TaskOrder(
        TaskId id, EnvironmentId environmentId, Action action, Instant createdAt, Optional<String> keyHash) {

    /** Whether a repeat of this order asks for the same thing. */
    boolean asksFor(EnvironmentId environment, Action other) {
        return environmentId.equals(environment) && action.fingerprint().equals(other.fingerprint());
    }
}
