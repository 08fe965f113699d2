package dev.sluice.asl.language;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A state machine's definition, checked: every Next leads somewhere and every query compiles.
 *
 * @param timeout of the whole execution
 */
public record Definition(String startAt, Map<String, State> states, Optional<Duration> timeout) {
    /** Keeps the order of the states. */
    public Definition {
        Objects.requireNonNull(startAt, "startAt");
        Objects.requireNonNull(timeout, "timeout");
        states = new LinkedHashMap<>(states);
    }

    /**
     * Reads and checks a definition.
     *
     * @throws dev.sluice.asl.RequestRefused as InvalidDefinition, with the JSON path of the field that is wrong
     */
    public static Definition read(String json) {
        return DefinitionReader.read(json);
    }

    /** The state of that name, which a checked definition has. */
    public State state(String name) {
        return Objects.requireNonNull(states.get(name), name);
    }
}
