package dev.sluice.agent.config;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading the configuration file: all of it, or everything that is wrong with it. */
public sealed interface ConfigReading {

    /** The file is valid. */
    record Accepted(AgentConfig config) implements ConfigReading {}

    /** The file cannot be used; at least one problem. */
    record Rejected(List<Problem> problems) implements ConfigReading {

        public Rejected {
            problems = List.copyOf(problems);
        }

        /** One line for each problem. */
        public String text() {
            return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }

    /** A fault, where it is (as in {@code environments.staging.kind}) and what would be right. */
    record Problem(String path, String message) {

        @Override
        public String toString() {
            return path + ": " + message;
        }
    }
}
