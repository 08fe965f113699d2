package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
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
        Optional<BuildId> build = given.flatMap(PromoteRequest::buildId).flatMap(BuildId::parse);
        Optional<Digest> digest = given.flatMap(PromoteRequest::digest).flatMap(Digest::parse);
        return SourceEnvironment.of(given.flatMap(PromoteRequest::sourceEnvironment), target, config)
                .flatMap(source -> {
                    if (build.isEmpty()) {
                        return Wish.invalid(
                                "build_id",
                                "must be the id of a build, as GET " + EnvironmentResource.PATH + " shows it");
                    } else if (digest.isEmpty()) {
                        return Wish.invalid("digest", "must be sha256: and 64 lowercase hex digits");
                    }
                    return new Wish.Granted<>(new Action.Promote(source.id(), build.get(), digest.get()));
                });
    }
}
