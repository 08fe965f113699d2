package dev.sluice.api.platform;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What came of asking a platform how far a task is: how it is, that the platform does not know it, or no answer. */
public sealed interface TaskSeen {
    <R> R fold(Function<Known, R> known, Function<String, R> gone, Function<String, R> unavailable);

    /**
     * The task as its platform tells of it. {@code status} is one of its words, or {@code unknown} where it said another
     * one; {@code steps} are JSON objects, none where the platform tells of no steps; {@code log} is empty where its API has
     * none.
     */
    record Known(
            String status,
            Optional<Integer> percent,
            Optional<String> step,
            List<Map<String, Object>> steps,
            Optional<String> error,
            Optional<Log> log)
            implements TaskSeen {
        public Known {
            Objects.requireNonNull(status, "status");
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R fold(Function<Known, R> known, Function<String, R> gone, Function<String, R> unavailable) {
            return known.apply(this);
        }
    }

    /** A piece of the log: {@code offset} and {@code next} count bytes; {@code end} where nothing comes any more. */
    record Log(String text, long offset, long next, boolean end) {}

    /** The platform has no such task, or not any more. */
    record Gone(String message) implements TaskSeen {
        @Override
        public <R> R fold(Function<Known, R> known, Function<String, R> gone, Function<String, R> unavailable) {
            return gone.apply(message);
        }
    }

    /** The platform could not say. */
    record Unavailable(String message) implements TaskSeen {
        @Override
        public <R> R fold(Function<Known, R> known, Function<String, R> gone, Function<String, R> unavailable) {
            return unavailable.apply(message);
        }
    }
}
