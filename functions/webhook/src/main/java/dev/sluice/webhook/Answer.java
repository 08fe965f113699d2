package dev.sluice.webhook;

import dev.sluice.domain.event.Delivery;
import java.util.Objects;
import java.util.function.Function;

/** What became of one request. */
sealed interface Answer {
    <R> R fold(Function<Delivery, R> accepted, Function<Problem, R> refused);

    /** The delivery is in the queue. */
    record Accepted(Delivery delivery) implements Answer {
        public Accepted {
            Objects.requireNonNull(delivery, "delivery");
        }

        @Override
        public <R> R fold(Function<Delivery, R> accepted, Function<Problem, R> refused) {
            return accepted.apply(delivery);
        }
    }

    /** Nothing is in the queue. */
    record Refused(Problem problem) implements Answer {
        public Refused {
            Objects.requireNonNull(problem, "problem");
        }

        @Override
        public <R> R fold(Function<Delivery, R> accepted, Function<Problem, R> refused) {
            return refused.apply(problem);
        }
    }
}
