package dev.sluice.asl.run;

import java.util.Optional;

/** An error as the language has it: a name that Retry and Catch match, and a cause for a person. */
record Failure(String error, Optional<String> cause) {
    static Failure of(String error, String cause) {
        return new Failure(error, Optional.of(cause));
    }

    static Failure of(String error) {
        return new Failure(error, Optional.empty());
    }
}
