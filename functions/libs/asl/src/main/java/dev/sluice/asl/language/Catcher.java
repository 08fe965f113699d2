package dev.sluice.asl.language;

import java.util.List;

/** One entry of a Catch: where the execution goes on after an error that no retrier takes up any more. */
public record Catcher(List<String> errorEquals, State.Exit exit) {
    /** Copies the names. */
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }

    /** Whether it takes this error up. */
    public boolean matches(String error) {
        return ErrorNames.anyMatches(errorEquals, error);
    }
}
