package dev.sluice.aws;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import java.util.Objects;
import java.util.function.Function;

/** "Tell those who want to know": what happened ({@code run.succeeded}) to which run. Ids only; notify reads the rest. */
public record Notice(ProjectId project, RunId run, String event) {
    public Notice {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(event, "event");
    }

    public String toJson() {
        return DomainJson.mapper()
                .createObjectNode()
                .put("project", project.value())
                .put("run", run.value())
                .put("event", event)
                .toString();
    }

    /** Throws {@link IllegalArgumentException} that names the field, for anything that is not such a message. */
    public static Notice fromJson(String json) {
        QueueJson message = QueueJson.parse(json);
        return new Notice(
                message.text("project", ProjectId::new),
                message.text("run", RunId::new),
                message.text("event", Function.identity()));
    }
}
