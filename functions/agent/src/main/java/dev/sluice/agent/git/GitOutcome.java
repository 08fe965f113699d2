package dev.sluice.agent.git;

import java.util.function.Function;

/** What came of asking git for something. */
public sealed interface GitOutcome<T> {

    /** It worked. */
    record Value<T>(T value) implements GitOutcome<T> {}

    /** It did not; the code is one of the agent's stable error codes. */
    record Refused<T>(String code, String message) implements GitOutcome<T> {}

    /** The task was interrupted meanwhile. */
    record Interrupted<T>() implements GitOutcome<T> {}

    /** Goes on with the value, or passes on what went wrong. */
    default <R> GitOutcome<R> then(Step<? super T, R> next) throws InterruptedException {
        if (this instanceof Value<T> success) {
            return next.apply(success.value());
        }
        return otherwise();
    }

    /** One result for each case. */
    default <R> R fold(Function<T, R> value, Function<Refused<T>, R> refused, Function<Interrupted<T>, R> interrupted) {
        if (this instanceof Value<T> success) {
            return value.apply(success.value());
        }
        return this instanceof Refused<T> no ? refused.apply(no) : interrupted.apply((Interrupted<T>) this);
    }

    private <R> GitOutcome<R> otherwise() {
        return this instanceof Refused<T> no ? new Refused<>(no.code(), no.message()) : new Interrupted<>();
    }

    /** What follows a value; may run further programs. */
    @FunctionalInterface
    interface Step<T, R> {
        GitOutcome<R> apply(T value) throws InterruptedException;
    }
}
