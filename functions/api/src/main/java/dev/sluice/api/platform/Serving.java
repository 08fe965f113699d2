package dev.sluice.api.platform;

import dev.sluice.domain.run.Build;
import java.util.Optional;
import java.util.function.Function;

/** What came of asking a platform what an environment runs: a build, none, or no answer, as a sentence. */
public sealed interface Serving {
    <R> R fold(Function<Optional<Build>, R> known, Function<String, R> unavailable);

    /** What runs there; empty where nothing does. */
    record Known(Optional<Build> build) implements Serving {
        @Override
        public <R> R fold(Function<Optional<Build>, R> known, Function<String, R> unavailable) {
            return known.apply(build);
        }
    }

    /** The platform could not say. */
    record Unavailable(String message) implements Serving {
        @Override
        public <R> R fold(Function<Optional<Build>, R> known, Function<String, R> unavailable) {
            return unavailable.apply(message);
        }
    }
}
