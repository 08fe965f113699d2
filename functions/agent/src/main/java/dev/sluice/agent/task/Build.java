package dev.sluice.agent.task;

import dev.sluice.agent.git.CommitId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A sealed build.
 *
 * @param digest {@code sha256:} and the hex digest over its files
 */
@RegisterForReflection
public record Build(BuildId id, CommitId commit, String digest) {}
