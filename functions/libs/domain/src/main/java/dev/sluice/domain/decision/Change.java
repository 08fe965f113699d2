package dev.sluice.domain.decision;

import java.util.Objects;

/**
 * One edit of a rule's text, for programs that offer it as a button. {@code field} is a path as in an error
 * ({@code trigger.branch_patterns}); {@code value} is JSON: what to set the field to, or the text to add to its list or to
 * take out of it.
 */
public record Change(String field, Op op, Object value) {
    public Change {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(op, "op");
        Objects.requireNonNull(value, "value");
    }

    public static Change set(String field, Object value) {
        return new Change(field, Op.SET, value);
    }

    public static Change add(String field, String value) {
        return new Change(field, Op.ADD, value);
    }

    public static Change remove(String field, String value) {
        return new Change(field, Op.REMOVE, value);
    }

    /** What is done to the field. */
    public enum Op {
        SET,
        ADD,
        REMOVE
    }
}
