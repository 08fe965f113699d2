package dev.sluice.agent.action;

import dev.sluice.agent.task.StepName;
import java.io.IOException;

/** The way back from a plan's second half. Must work from any point in it, also after a restart of the agent. */
interface Undo {

    StepName name();

    /** Goes back. */
    Undone undo() throws IOException, InterruptedException;

    /**
     * Where things stand afterwards.
     *
     * @param success whether the environment is as before
     * @param sentence the same for people; it follows the reason of the failure
     */
    record Undone(boolean success, String sentence) {}
}
