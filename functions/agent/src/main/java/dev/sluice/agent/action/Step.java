package dev.sluice.agent.action;

import dev.sluice.agent.task.StepName;
import java.io.IOException;

/** One part of a plan. */
interface Step {

    StepName name();

    /** Does it. An exception fails the task like a {@link StepResult.Failed}, with a less helpful message. */
    StepResult run() throws IOException, InterruptedException;
}
