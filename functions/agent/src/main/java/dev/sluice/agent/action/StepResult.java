package dev.sluice.agent.action;

import dev.sluice.agent.git.GitOutcome;
import dev.sluice.agent.task.DiskFull;
import dev.sluice.agent.task.TaskError;

/** How a step ended. */
sealed interface StepResult {

    /** Go on. */
    record Done() implements StepResult {}

    /** There was nothing to do; go on. */
    record Skipped() implements StepResult {}

    /** Stop; the task fails. */
    record Failed(TaskError error) implements StepResult {}

    /** Stop; the task was interrupted from outside. */
    record Interrupted() implements StepResult {}

    static StepResult failed(String code, String message) {
        return new Failed(new TaskError(code, message));
    }

    static StepResult of(GitOutcome<?> outcome) {
        return outcome.fold(
                value -> new Done(),
                refused -> failed(
                        DiskFull.isNamedIn(refused.message()) ? DiskFull.CODE : refused.code(), refused.message()),
                stopped -> new Interrupted());
    }
}
