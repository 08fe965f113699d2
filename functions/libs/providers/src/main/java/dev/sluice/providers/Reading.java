package dev.sluice.providers;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.event.Delivery;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What a verified request says. */
public sealed interface Reading {
    <R> R fold(Function<Understood, R> understood, Function<List<FieldError>, R> malformed);

    /** {@code type} is the sender's word for the kind ({@code push}), {@code key} the sender's id of this delivery. */
    record Understood(String type, String key, Delivery.Facts facts) implements Reading {
        public Understood {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(facts, "facts");
        }

        @Override
        public <R> R fold(Function<Understood, R> understood, Function<List<FieldError>, R> malformed) {
            return understood.apply(this);
        }
    }

    /** At least one error; a field is a path in the body ({@code repository.full_name}), {@code body}, or a header's name. */
    record Malformed(List<FieldError> errors) implements Reading {
        public Malformed {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("errors: at least one");
            }
        }

        @Override
        public <R> R fold(Function<Understood, R> understood, Function<List<FieldError>, R> malformed) {
            return malformed.apply(errors);
        }
    }
}
