package dev.sluice.agent.process;

import java.time.Duration;

/** How a command ended. Only {@link Exited} with code 0 is success. */
public sealed interface CommandOutcome {

    /** It ran to its end; a signal shows as 128 and the signal's number. */
    record Exited(int code) implements CommandOutcome {}

    /** It was still running after its time and was ended with everything it had started. */
    record TimedOut(Duration after) implements CommandOutcome {}

    /** It was ended because the task was interrupted. */
    record Interrupted() implements CommandOutcome {}

    /** The program could not be started at all: not found, or not executable. */
    record NotStarted(String why) implements CommandOutcome {}

    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }
}
