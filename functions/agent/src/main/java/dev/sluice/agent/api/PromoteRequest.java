package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Digest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which build to serve, as the source's {@code build} named it. */
@RegisterForReflection
public record PromoteRequest(
        @Schema(
                        required = true,
                        description = "Environment of this agent that serves or served the build",
                        type = SchemaType.STRING)
                Optional<String> sourceEnvironment,
        @Schema(required = true, type = SchemaType.STRING) Optional<String> buildId,
        @Schema(required = true, pattern = "sha256:[0-9a-f]{64}", type = SchemaType.STRING) Optional<String> digest) {

    /** @param request absent where the body was empty */
    static Wish<Action> actionOf(PromoteRequest request, EnvironmentConfig target, AgentConfig config) {
        Optional<PromoteRequest> given = Optional.ofNullable(request);
        Optional<EnvironmentId> source =
                given.flatMap(PromoteRequest::sourceEnvironment).flatMap(EnvironmentId::parse);
        Optional<BuildId> build = given.flatMap(PromoteRequest::buildId).flatMap(BuildId::parse);
        Optional<Digest> digest = given.flatMap(PromoteRequest::digest).flatMap(Digest::parse);
        if (source.isEmpty()) {
            return Wish.invalid("source_environment", "must be the id of an environment");
        } else if (build.isEmpty()) {
            return Wish.invalid(
                    "build_id", "must be the id of a build, as GET " + EnvironmentResource.PATH + " shows it");
        } else if (digest.isEmpty()) {
            return Wish.invalid("digest", "must be sha256: and 64 lowercase hex digits");
        } else if (source.get().equals(target.id())) {
            return Wish.impossible("same_environment", "source_environment", "source and target must differ");
        } else if (config.environment(source.get()).isEmpty()) {
            return Wish.impossible(
                    "source_not_found",
                    "source_environment",
                    "this agent has no environment " + source.get() + "; see " + EnvironmentResource.PATH);
        }
        return new Wish.Granted<>(new Action.Promote(source.get(), build.get(), digest.get()));
    }
}
