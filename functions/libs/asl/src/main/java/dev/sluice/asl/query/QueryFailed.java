package dev.sluice.asl.query;

import java.util.Objects;

/** A JSONata expression that gave no usable value: at run time this is {@code States.QueryEvaluationError}. */
public final class QueryFailed extends Exception {
    private final String location;

    QueryFailed(String location, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.location = Objects.requireNonNull(location, "location");
    }

    /** Says at which field of the state a value that was computed cannot be used. */
    public static QueryFailed unusable(String location, String message) {
        return new QueryFailed(location, message);
    }

    /** The field of the state, such as {@code Arguments/Payload/run_id}. */
    public String location() {
        return location;
    }
}
