package dev.sluice.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.notice.NoticeRecipient;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * "Tell those who want to know": what happened ({@code run.succeeded}) to which run. Ids only; notify reads the rest. Without
 * {@code to} it is for everybody whom it concerns, and notify sends one copy for each of them with {@code to} filled in, so
 * that each is tried again by itself. Of a test, {@code run} is the test's own id.
 */
public record Notice(ProjectId project, RunId run, String event, Optional<NoticeRecipient> to) {
    private static final String TO = "to";

    public Notice {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(to, "to");
    }

    /** For everybody whom it concerns. */
    public Notice(ProjectId project, RunId run, String event) {
        this(project, run, event, Optional.empty());
    }

    public Notice to(NoticeRecipient recipient) {
        return new Notice(project, run, event, Optional.of(recipient));
    }

    public String toJson() {
        ObjectNode message = DomainJson.mapper()
                .createObjectNode()
                .put("project", project.value())
                .put("run", run.value())
                .put("event", event);
        to.ifPresent(recipient -> message.put(TO, recipient.key()));
        return message.toString();
    }

    /** Throws {@link IllegalArgumentException} that names the field, for anything that is not such a message. */
    public static Notice fromJson(String json) {
        QueueJson message = QueueJson.parse(json);
        return new Notice(
                message.text("project", ProjectId::new),
                message.text("run", RunId::new),
                message.text("event", Function.identity()),
                message.has(TO) ? Optional.of(message.text(TO, NoticeRecipient::parse)) : Optional.empty());
    }
}
