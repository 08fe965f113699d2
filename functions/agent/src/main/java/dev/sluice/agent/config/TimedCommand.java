package dev.sluice.agent.config;

import java.time.Duration;
import java.util.List;

/** An argument list of the configuration file and the time it may take. */
public record TimedCommand(List<String> arguments, Duration timeout) {

    public TimedCommand {
        arguments = List.copyOf(arguments);
    }
}
