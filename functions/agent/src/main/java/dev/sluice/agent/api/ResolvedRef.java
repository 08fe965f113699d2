package dev.sluice.agent.api;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The commit that a ref stood for when it was asked. */
@RegisterForReflection
public record ResolvedRef(String environmentId, String ref, String commit) {}
