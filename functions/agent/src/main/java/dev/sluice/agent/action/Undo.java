package dev.sluice.agent.action;

import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.TaskProgress;
import java.io.IOException;

/** The way back from a plan's second half. Must work from any point in it, also after a restart of the agent. */
interface Undo {

    StepName name();

    /** Whether a task that got that far has changed anything that its environment uses. */
    boolean isDue(TaskProgress progress);

    /** Goes back. */
    Undone undo() throws IOException, InterruptedException;

    /** What the environment goes on with where nothing had changed yet; the end of a message. */
    String keeps() throws IOException;

    /** Deletes what the preparation of a task that comes to nothing left outside of its folder. */
    void discard() throws IOException, InterruptedException;

    /**
     * Where things stand afterwards.
     *
     * @param success whether the environment is as before
     * @param sentence the same for people; it follows the reason of the failure
     */
    record Undone(boolean success, String sentence) {}
}
