package dev.sluice.agent.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One program to run: its argument list (never a shell string), its folder and its whole environment.
 *
 * <p>The environment is not added to the agent's own: a child sees these variables and no others.
 */
public record Command(
        List<String> arguments, Path folder, Map<String, String> environment, Duration timeout, Leftovers leftovers) {

    /** What becomes of processes that the command left running when it ended by itself. */
    public enum Leftovers {
        /** End them: nothing may still write into a build that is about to be sealed. */
        END,
        /** Let them live: an activate command may start the application itself. */
        KEEP
    }

    public Command {
        arguments = List.copyOf(arguments);
        requireNonNull(folder, "folder");
        environment = Map.copyOf(environment);
        requireNonNull(timeout, "timeout");
        requireNonNull(leftovers, "leftovers");
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments: at least the program is needed");
        }
    }

    /** The program as it was written, for messages. */
    public String program() {
        return arguments.get(0);
    }

    @Override
    public String toString() {
        return "Command[" + program() + " in " + folder + "]";
    }
}
