package dev.sluice.agent.action;

import dev.sluice.agent.task.Task;

/** The answer to a request to cancel a task. */
public sealed interface Cancellation {

    /** It is cancelled, or will be in a moment. */
    record Accepted(Task task) implements Cancellation {}

    /** The switch has begun, or the task ended otherwise. */
    record TooLate(Task task) implements Cancellation {}

    /** There is no such task. */
    record Unknown() implements Cancellation {}
}
