package dev.sluice.agent.api;

import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskProgress;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A task as callers see it. Flat, because that is the shape of the public API that it follows. */
@RegisterForReflection
public record DeploymentView(
        String taskId,
        String environmentId,
        String action,
        Optional<String> commit,
        TaskStatus status,
        int progressPercent,
        Optional<StepName> currentStep,
        List<TaskStep> steps,
        Optional<String> error,
        Optional<String> errorMessage,
        Optional<Build> build,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        String logUrl) {

    static DeploymentView of(Task task) {
        TaskProgress progress = task.progress();
        return new DeploymentView(
                task.id().value(),
                task.order().environmentId().value(),
                task.order().action().kind(),
                task.order()
                        .action()
                        .namedCommit()
                        .or(() -> progress.outcome().build().map(Build::commit))
                        .map(CommitId::value),
                progress.status(),
                progress.percent(),
                progress.currentStep(),
                progress.steps(),
                progress.outcome().error().map(TaskError::code),
                progress.outcome().error().map(TaskError::message),
                progress.outcome().build(),
                task.order().createdAt(),
                progress.startedAt(),
                progress.finishedAt(),
                DeploymentResource.PATH + "/" + task.id() + "/log");
    }
}
