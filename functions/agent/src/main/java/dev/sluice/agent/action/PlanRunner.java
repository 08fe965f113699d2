package dev.sluice.agent.action;

import dev.sluice.agent.process.Interruption;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskOrder;
import dev.sluice.agent.task.TaskProgress;
import dev.sluice.agent.task.TaskStatus;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries out a plan step by step and leaves the task final, whatever happens in it. */
final class PlanRunner {

    private static final Logger LOG = Logger.getLogger(PlanRunner.class);

    private final Attempt attempt;

    PlanRunner(Attempt attempt) {
        this.attempt = attempt;
    }

    /** A final status and why. */
    private record End(TaskStatus status, Optional<TaskError> error) {

        static final End COMPLETED = new End(TaskStatus.COMPLETED, Optional.empty());

        static End failed(TaskError error) {
            return new End(TaskStatus.FAILED, Optional.of(error));
        }
    }

    /**
     * Runs the plan to its end.
     *
     * @throws InterruptedException if the agent ends in the middle of the commitment; the task stays open for the next start
     */
    void run(Plan plan) throws InterruptedException {
        LOG.infof("task %s begins: %s of %s", order().id(), order().action().fingerprint(), order().environmentId());
        attempt.progress(state -> state.begun(plan.stepNames(), attempt.now()));
        StepResult prepared = runAll(plan.preparation());
        if (isGood(prepared) && !attempt.interruption().close()) {
            prepared = new StepResult.Interrupted();
        }
        if (prepared instanceof StepResult.Failed failed) {
            abandon(plan.undo(), failed.error());
        } else if (!isGood(prepared)) {
            discard(plan.undo());
            end(interrupted(plan.undo()));
        } else {
            StepResult committed = runAll(plan.commitment());
            end(committed instanceof StepResult.Failed failed ? undone(plan.undo(), failed.error()) : End.COMPLETED);
        }
    }

    /** Ends a task that failed before its commitment, in this life of the agent or an earlier one. */
    void abandon(Undo undo, TaskError why) throws InterruptedException {
        discard(undo);
        end(End.failed(withServing(undo, why)));
    }

    private void discard(Undo undo) throws InterruptedException {
        try {
            undo.discard();
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "task %s left something behind", order().id());
            attempt.log().remark("something is left behind: " + e.getMessage());
        }
    }

    /** Undoes what an earlier life of the agent left half done. */
    void recover(Undo undo, TaskError why) throws InterruptedException {
        attempt.interruption().close();
        end(undone(undo, why));
    }

    private StepResult runAll(List<Step> steps) throws InterruptedException {
        for (Step step : steps) {
            StepResult result = runGuarded(step);
            if (!isGood(result)) {
                return result;
            }
        }
        return new StepResult.Done();
    }

    private StepResult runGuarded(Step step) throws InterruptedException {
        try {
            attempt.progress(state -> state.stepStarted(step.name(), attempt.now()));
            StepResult result = step.run();
            attempt.note(state -> state.stepEnded(step.name(), statusOf(result), attempt.now()));
            return result;
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "task %s, step %s", order().id(), step.name().text());
            attempt.note(state -> state.stepEnded(step.name(), TaskStep.Status.FAILED, attempt.now()));
            return new StepResult.Failed(Faults.error(step.name().text().replace('_', ' '), e));
        }
    }

    private End undone(Undo undo, TaskError why) throws InterruptedException {
        attempt.log().remark(why.message());
        Undo.Undone undone;
        try {
            attempt.progress(state -> state.stepStarted(undo.name(), attempt.now()));
            undone = undo.undo();
            TaskStep.Status status = undone.success() ? TaskStep.Status.COMPLETED : TaskStep.Status.FAILED;
            attempt.note(state -> state.stepEnded(undo.name(), status, attempt.now()));
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "task %s could not be undone", order().id());
            attempt.note(state -> state.stepEnded(undo.name(), TaskStep.Status.FAILED, attempt.now()));
            undone = new Undo.Undone(false, "going back failed too: " + e.getMessage());
        }
        return End.failed(new TaskError(why.code(), why.message() + "; " + undone.sentence()));
    }

    /** What a task fails with when the agent ended under it. */
    static TaskError stopped(TaskProgress progress) {
        String when = progress.lastStep().map(step -> "during " + step.text()).orElse("before the first step");
        return new TaskError("agent_stopped", "the agent stopped " + when);
    }

    private End interrupted(Undo undo) {
        if (attempt.interruption().reason().equals(Optional.of(Interruption.Reason.AGENT_STOPPING))) {
            return End.failed(withServing(undo, stopped(attempt.state())));
        }
        return new End(
                TaskStatus.CANCELLED,
                Optional.of(withServing(undo, new TaskError("cancelled", "cancelled on request"))));
    }

    private static TaskError withServing(Undo undo, TaskError error) {
        try {
            return new TaskError(error.code(), error.message() + "; " + undo.keeps());
        } catch (IOException e) {
            return error;
        }
    }

    private void end(End end) {
        String why = end.error().map(error -> ": " + error.message()).orElse("");
        LOG.infof("task %s ends %s%s", order().id(), end.status().text(), why);
        attempt.log().remark(end.status().text() + why);
        attempt.progress(state -> state.ended(end.status(), end.error(), attempt.now()));
    }

    private TaskOrder order() {
        return attempt.order();
    }

    private static TaskStep.Status statusOf(StepResult result) {
        if (result instanceof StepResult.Done) {
            return TaskStep.Status.COMPLETED;
        } else if (result instanceof StepResult.Skipped) {
            return TaskStep.Status.SKIPPED;
        }
        return result instanceof StepResult.Failed ? TaskStep.Status.FAILED : TaskStep.Status.CANCELLED;
    }

    private static boolean isGood(StepResult result) {
        return result instanceof StepResult.Done || result instanceof StepResult.Skipped;
    }
}
