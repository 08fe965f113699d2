package dev.sluice.agent.task;

/** The answer to a request for a task. */
public sealed interface Admission {

    /** A new task, on disk already. */
    record Accepted(Task task) implements Admission {}

    /** The same request came before under the same key; this is its task. */
    record Repeated(Task task) implements Admission {}

    /** The key came before with another request. */
    record KeyReused(TaskId earlier) implements Admission {}

    /** Another task works on the environment. */
    record Busy(TaskId active) implements Admission {}

    /** The agent is about to end. */
    record Stopping() implements Admission {}
}
