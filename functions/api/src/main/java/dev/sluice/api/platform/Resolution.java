package dev.sluice.api.platform;

import java.util.function.Function;

/** What came of asking a platform for a ref: a full commit, no such ref, or no answer; the latter two as sentences. */
public sealed interface Resolution {
    <R> R fold(Function<String, R> found, Function<String, R> missing, Function<String, R> unavailable);

    /** The full hash, in lower case. */
    record Found(String commit) implements Resolution {
        @Override
        public <R> R fold(Function<String, R> found, Function<String, R> missing, Function<String, R> unavailable) {
            return found.apply(commit);
        }
    }

    /** The repository has no such ref, or several. */
    record Missing(String message) implements Resolution {
        @Override
        public <R> R fold(Function<String, R> found, Function<String, R> missing, Function<String, R> unavailable) {
            return missing.apply(message);
        }
    }

    /** The platform could not say. */
    record Unavailable(String message) implements Resolution {
        @Override
        public <R> R fold(Function<String, R> found, Function<String, R> missing, Function<String, R> unavailable) {
            return unavailable.apply(message);
        }
    }
}
