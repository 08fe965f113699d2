package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentConfig.Data;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.config.EnvironmentKind;
import dev.sluice.agent.task.Action;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose data to copy, and how. */
@RegisterForReflection
public record CloneRequest(
        @Schema(required = true, description = "Environment of this agent", type = SchemaType.STRING)
                Optional<String> sourceEnvironment,
        @Schema(defaultValue = "true", type = SchemaType.BOOLEAN) Optional<Boolean> neutralize,
        @Schema(defaultValue = "false", type = SchemaType.BOOLEAN) Optional<Boolean> includeFilestore) {

    /** @param request absent where the body was empty */
    static Wish<Action> actionOf(CloneRequest request, EnvironmentConfig target, AgentConfig config) {
        Optional<CloneRequest> given = Optional.ofNullable(request);
        if (target.label().kind() == EnvironmentKind.PRODUCTION) {
            return production(target);
        }
        return SourceEnvironment.of(given.flatMap(CloneRequest::sourceEnvironment), target, config)
                .flatMap(source -> check(
                        new Action.Clone(
                                source.id(),
                                given.flatMap(CloneRequest::neutralize).orElse(true),
                                given.flatMap(CloneRequest::includeFilestore).orElse(false)),
                        source,
                        target));
    }

    static <T> Wish<T> production(EnvironmentConfig target) {
        return Wish.impossible(
                "production_target", "id", target.id() + " is production; its data is never overwritten");
    }

    private static Wish<Action> check(Action.Clone clone, EnvironmentConfig source, EnvironmentConfig target) {
        Data from = source.site().data();
        Data to = target.site().data();
        if (from.database().isEmpty() || to.database().isEmpty()) {
            EnvironmentId missing = from.database().isEmpty() ? source.id() : target.id();
            return Wish.notConfigured(missing, "database", "with a url");
        } else if (clone.neutralize() && to.neutralization().isEmpty()) {
            return Wish.notConfigured(target.id(), "neutralize", "with a profile");
        } else if (clone.includeFilestore()
                && (from.filestore().isEmpty() || to.filestore().isEmpty())) {
            EnvironmentId missing = from.filestore().isEmpty() ? source.id() : target.id();
            return Wish.notConfigured(missing, "filestore", "an absolute path");
        }
        return new Wish.Granted<>(clone);
    }
}
