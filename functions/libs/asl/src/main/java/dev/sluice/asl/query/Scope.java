package dev.sluice.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What an expression can see: {@code $states}, the variables, and AWS's functions. Immutable; one state's use. */
public final class Scope {
    private final Map<String, Object> states;
    private final Map<String, Object> variables;
    private final Surroundings surroundings;

    /** What does not come from the execution: the time that {@code $now()} tells and where {@code $random()} draws. */
    public record Surroundings(Instant now, RandomGenerator random) {}

    private Scope(Map<String, Object> states, Map<String, Object> variables, Surroundings surroundings) {
        this.states = states;
        this.variables = variables;
        this.surroundings = surroundings;
    }

    /** A scope with the variables and with no field in {@code $states} yet. */
    public static Scope of(Map<String, JsonNode> variables, Surroundings surroundings) {
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, Values.fromJson(value)));
        return new Scope(Map.of(), values, surroundings);
    }

    /** The same with one more field of {@code $states}: input, result, errorOutput or context. */
    public Scope with(String field, JsonNode value) {
        Map<String, Object> more = new LinkedHashMap<>(states);
        more.put(field, Values.fromJson(value));
        return new Scope(more, variables, surroundings);
    }

    Jsonata.Frame frame(int maxMillis, int maxDepth) {
        Jsonata.Frame frame = new Jsonata.Frame(null);
        AwsFunctions.bind(frame, surroundings);
        variables.forEach(frame::bind);
        frame.bind("states", states);
        frame.setRuntimeBounds(maxMillis, maxDepth);
        return frame;
    }
}
