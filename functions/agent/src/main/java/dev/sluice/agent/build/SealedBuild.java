package dev.sluice.agent.build;

import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.task.Build;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A build on disk and the environment that it was made for. */
@RegisterForReflection
public record SealedBuild(Build build, EnvironmentId madeFor) {}
