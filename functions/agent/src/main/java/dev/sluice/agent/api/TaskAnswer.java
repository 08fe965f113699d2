package dev.sluice.agent.api;

import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The short answer to a request for an action. */
@RegisterForReflection
public record TaskAnswer(String taskId, String status, String environmentId, String pollUrl) {

    /** The same for a repeated request, however far the task is by then. */
    static TaskAnswer accepted(Task task) {
        return of(task, TaskStatus.QUEUED);
    }

    static TaskAnswer now(Task task) {
        return of(task, task.progress().status());
    }

    private static TaskAnswer of(Task task, TaskStatus status) {
        return new TaskAnswer(
                task.id().value(),
                status.text(),
                task.order().environmentId().value(),
                DeploymentResource.PATH + "/" + task.id());
    }
}
