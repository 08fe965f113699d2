package dev.sluice.domain;

import java.util.Objects;

/** One thing wrong with an input: the field's path ({@code action.target_environment}) and a sentence that says what would be right. */
public record FieldError(String field, String message) {
    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }
}
