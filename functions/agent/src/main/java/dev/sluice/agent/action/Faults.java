package dev.sluice.agent.action;

import dev.sluice.agent.task.DiskFull;
import dev.sluice.agent.task.TaskError;

/** What a task fails with where the agent itself met with an exception. */
final class Faults {

    private Faults() {}

    /** @param doing what could not be done, as a verb */
    static TaskError error(String doing, Exception e) {
        return DiskFull.causes(e)
                ? new TaskError(
                        DiskFull.CODE, "the disk is full, so the agent could not " + doing + ": " + e.getMessage())
                : new TaskError("agent_error", "the agent could not " + doing + ": " + e.getMessage());
    }
}
