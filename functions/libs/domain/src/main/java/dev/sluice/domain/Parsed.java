package dev.sluice.domain;

import java.util.List;
import java.util.function.Function;

/** What came of reading an input: the value, or every error found in it (never an empty list). */
public sealed interface Parsed<T> {
    <R> R fold(Function<T, R> ok, Function<List<FieldError>, R> bad);

    record Ok<T>(T value) implements Parsed<T> {
        @Override
        public <R> R fold(Function<T, R> ok, Function<List<FieldError>, R> bad) {
            return ok.apply(value);
        }
    }

    record Bad<T>(List<FieldError> errors) implements Parsed<T> {
        public Bad {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("errors: at least one");
            }
        }

        @Override
        public <R> R fold(Function<T, R> ok, Function<List<FieldError>, R> bad) {
            return bad.apply(errors);
        }
    }
}
