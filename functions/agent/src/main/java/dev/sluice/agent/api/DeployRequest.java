package dev.sluice.agent.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to deploy. */
@RegisterForReflection
public record DeployRequest(
        @Schema(
                        required = true,
                        pattern = "[0-9a-fA-F]{40}|[0-9a-fA-F]{64}",
                        description = "Full commit SHA",
                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)
                Optional<String> commit) {}
