package dev.sluice.agent.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentKind;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.TaskId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An environment as callers see it. */
@RegisterForReflection
public record EnvironmentView(
        String id,
        String name,
        EnvironmentKind kind,
        Status status,
        Optional<Build> build,
        Optional<String> commit,
        Optional<Build> previousBuild,
        Optional<String> url,
        Optional<String> activeTaskId) {

    /** What an environment is up to. */
    public enum Status {
        /** It serves a build. */
        RUNNING,
        /** A task works on it; meanwhile it serves what it did before. */
        DEPLOYING,
        /** Its last switch failed and going back did too, or there was nothing to go back to. */
        FAILED,
        /** Nothing was deployed yet. */
        STOPPED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Several of them. */
    @RegisterForReflection
    public record Page(List<EnvironmentView> items) {}

    static EnvironmentView of(EnvironmentConfig config, Serving serving, Optional<TaskId> active) throws IOException {
        Optional<Build> build = serving.current(config).map(SealedBuild::build);
        Optional<BuildId> previous = serving.state(config.id()).previous();
        return new EnvironmentView(
                config.id().value(),
                config.label().name(),
                config.label().kind(),
                statusOf(config, serving, active),
                build,
                build.map(served -> served.commit().value()),
                previous.isEmpty() ? Optional.empty() : serving.describe(previous.get()),
                config.label().url(),
                active.map(TaskId::value));
    }

    private static Status statusOf(EnvironmentConfig config, Serving serving, Optional<TaskId> active)
            throws IOException {
        if (active.isPresent()) {
            return Status.DEPLOYING;
        }
        if (serving.state(config.id()).trouble().isPresent()) {
            return Status.FAILED;
        }
        return serving.hasLink(config) ? Status.RUNNING : Status.STOPPED;
    }
}
