package dev.sluice.agent.api;

import dev.sluice.agent.config.EnvironmentId;
import java.util.function.Function;

/** What a request asks for, or why it cannot even be tried. */
sealed interface Wish<T> {

    /** It is well formed. */
    record Granted<T>(T value) implements Wish<T> {}

    /** It is not, or this agent is not made for it. */
    record Refused<T>(int status, ErrorAnswer answer) implements Wish<T> {}

    /** The request's own fault. */
    static <T> Wish<T> invalid(String field, String message) {
        return new Refused<>(400, ErrorAnswer.invalid(field, message));
    }

    /** The request is fine, but not here. */
    static <T> Wish<T> impossible(String error, String field, String message) {
        return new Refused<>(422, ErrorAnswer.about(error, field, message));
    }

    static <T> Wish<T> notConfigured(EnvironmentId environment, String field, String form) {
        String path = "environments." + environment + "." + field;
        return impossible(
                "not_configured", path, path + " (" + form + ") is missing in the agent's configuration file");
    }

    default <R> Wish<R> then(Function<T, R> next) {
        return flatMap(value -> new Granted<>(next.apply(value)));
    }

    default <R> Wish<R> flatMap(Function<T, Wish<R>> next) {
        if (this instanceof Granted<T> granted) {
            return next.apply(granted.value());
        }
        Refused<T> refused = (Refused<T>) this;
        return new Refused<>(refused.status(), refused.answer());
    }
}
