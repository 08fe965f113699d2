package dev.sluice.asl.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a running execution stands: all that is needed to go on after a crash.
 *
 * @param enteredEventId of the history event with which it entered the state
 * @param retries so far, one count for each retrier of the state
 * @param phase what it waits for
 */
public record Position(
        String state,
        int enteredEventId,
        Instant enteredAt,
        JsonNode input,
        Map<String, JsonNode> variables,
        List<Integer> retries,
        Phase phase) {
    /** Copies the collections. */
    public Position {
        variables = new LinkedHashMap<>(variables);
        retries = List.copyOf(retries);
    }

    /** The same place, waiting for something else. */
    public Position in(Phase next) {
        return new Position(state, enteredEventId, enteredAt, input, variables, retries, next);
    }

    /** The same place with one more retry by this retrier. */
    public Position retriedBy(int retrier) {
        List<Integer> counts = new ArrayList<>(retries);
        counts.set(retrier, counts.get(retrier) + 1);
        return new Position(state, enteredEventId, enteredAt, input, variables, counts, phase);
    }

    /** All retries of the state so far. */
    public int retryCount() {
        return retries.stream().mapToInt(Integer::intValue).sum();
    }

    /** What an execution waits for inside a state. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Working.class, name = "working"),
        @JsonSubTypes.Type(value = Sleeping.class, name = "sleeping"),
        @JsonSubTypes.Type(value = BackingOff.class, name = "backing_off"),
        @JsonSubTypes.Type(value = Attempting.class, name = "attempting"),
    })
    public sealed interface Phase {
        /** When to look at it again at the latest. */
        default Optional<Instant> deadline() {
            return Optional.empty();
        }
    }

    /** For nothing: it is being worked on within one step. */
    public record Working() implements Phase {}

    /** For the end of a Wait. */
    public record Sleeping(Instant until) implements Phase {
        @Override
        public Optional<Instant> deadline() {
            return Optional.of(until);
        }
    }

    /** For the next attempt of a task. */
    public record BackingOff(Instant until) implements Phase {
        @Override
        public Optional<Instant> deadline() {
            return Optional.of(until);
        }
    }

    /**
     * For a task's result. Tokens are secrets, so {@code toString} shows neither them nor the arguments.
     *
     * @param id of the attempt: its TaskScheduled event
     * @param submitted whether the call that carries the token is known to have arrived
     */
    public record Attempting(
            int id,
            Optional<String> token,
            JsonNode arguments,
            Optional<Instant> timeoutAt,
            Optional<Integer> heartbeatSeconds,
            Optional<Instant> heartbeatAt,
            boolean submitted)
            implements Phase {
        @Override
        public Optional<Instant> deadline() {
            return Stream.of(timeoutAt, heartbeatAt).flatMap(Optional::stream).min(Instant::compareTo);
        }

        /** The same after its call has arrived. */
        public Attempting asSubmitted() {
            return new Attempting(id, token, arguments, timeoutAt, heartbeatSeconds, heartbeatAt, true);
        }

        /** The same after a heartbeat. */
        public Attempting beatAt(Instant now) {
            return new Attempting(
                    id,
                    token,
                    arguments,
                    timeoutAt,
                    heartbeatSeconds,
                    heartbeatSeconds.map(now::plusSeconds),
                    submitted);
        }

        @Override
        public String toString() {
            return "Attempting[id=" + id + ", token=***, submitted=" + submitted + "]";
        }
    }
}
