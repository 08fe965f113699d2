package dev.sluice.agent;

import java.util.List;

/** Looks for processes by a word on their command line; tests use words that are unique. */
public final class Processes {

    private Processes() {}

    /** Those that run now; one that ended but was not collected by its parent does not count. */
    public static List<ProcessHandle> with(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(word))
                        .isPresent())
                .toList();
    }
}
