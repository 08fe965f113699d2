package dev.sluice.agent.task;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a task is. */
@RegisterForReflection
public record TaskProgress(
        TaskStatus status,
        List<TaskStep> steps,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Outcome outcome,
        Traces traces) {

    /** What came of it so far. */
    @RegisterForReflection
    public record Outcome(Optional<Build> build, Optional<TaskError> error) {}

    /** What a later life of the agent must know to clean up after this one. */
    @RegisterForReflection
    public record Traces(Optional<Switchover> switchover, Optional<ChildProcess> child) {}

    public TaskProgress {
        steps = List.copyOf(steps);
    }

    static TaskProgress queued() {
        return new TaskProgress(
                TaskStatus.QUEUED,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Outcome(Optional.empty(), Optional.empty()),
                new Traces(Optional.empty(), Optional.empty()));
    }

    public TaskProgress begun(List<StepName> planned, Instant at) {
        List<TaskStep> pending = planned.stream().map(TaskStep::pending).toList();
        return new TaskProgress(TaskStatus.RUNNING, pending, Optional.of(at), finishedAt, outcome, traces);
    }

    /** The step begins; one that was not planned joins the end of the list. */
    public TaskProgress stepStarted(StepName name, Instant at) {
        List<TaskStep> next = new ArrayList<>(steps);
        if (next.stream().noneMatch(step -> step.name() == name)) {
            next.add(TaskStep.pending(name));
        }
        next.replaceAll(step -> step.name() == name ? step.started(at) : step);
        return withSteps(next);
    }

    public TaskProgress stepEnded(StepName name, TaskStep.Status as, Instant at) {
        List<TaskStep> next = new ArrayList<>(steps);
        next.replaceAll(step -> step.name() == name ? step.ended(as, at) : step);
        return withSteps(next).withTraces(new Traces(traces.switchover(), Optional.empty()));
    }

    public TaskProgress built(Build build) {
        return new TaskProgress(
                status, steps, startedAt, finishedAt, new Outcome(Optional.of(build), outcome.error()), traces);
    }

    public TaskProgress switching(Switchover switchover) {
        return withTraces(new Traces(Optional.of(switchover), traces.child()));
    }

    public TaskProgress childStarted(ChildProcess child) {
        return withTraces(new Traces(traces.switchover(), Optional.of(child)));
    }

    /** The end; a step that was still running ends with it. */
    public TaskProgress ended(TaskStatus as, Optional<TaskError> error, Instant at) {
        TaskStep.Status rest = as == TaskStatus.CANCELLED ? TaskStep.Status.CANCELLED : TaskStep.Status.FAILED;
        List<TaskStep> settled = steps.stream()
                .map(step -> step.status() == TaskStep.Status.RUNNING ? step.ended(rest, at) : step)
                .toList();
        return new TaskProgress(
                as,
                settled,
                startedAt,
                Optional.of(at),
                new Outcome(outcome.build(), error),
                new Traces(traces.switchover(), Optional.empty()));
    }

    /** The step that runs now. */
    public Optional<StepName> currentStep() {
        return steps.stream()
                .filter(step -> step.status() == TaskStep.Status.RUNNING)
                .map(TaskStep::name)
                .findFirst();
    }

    /** The step that was begun last. */
    public Optional<StepName> lastStep() {
        return steps.stream()
                .filter(step -> step.startedAt().isPresent())
                .map(TaskStep::name)
                .reduce((earlier, later) -> later);
    }

    /** Steps that ended, of all of them; 100 only when the task completed. */
    public int percent() {
        if (status == TaskStatus.COMPLETED) {
            return 100;
        }
        long done = steps.stream().filter(step -> step.finishedAt().isPresent()).count();
        return steps.isEmpty() ? 0 : (int) Math.min(99, 100 * done / steps.size());
    }

    private TaskProgress withSteps(List<TaskStep> next) {
        return new TaskProgress(status, next, startedAt, finishedAt, outcome, traces);
    }

    private TaskProgress withTraces(Traces next) {
        return new TaskProgress(status, steps, startedAt, finishedAt, outcome, next);
    }
}
