package dev.sluice.engine.step;

import dev.sluice.domain.Fields;
import dev.sluice.domain.run.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What step {@code admit} answers: go on, ask for an approval, wait for the cooldown's end, or stop for a reason. Expected
 * outcomes are data, never errors. {@code seconds}: for how long the state that follows may wait.
 */
record Admittance(String verdict, Optional<Reason> reason, OptionalLong seconds) {
    /** Longer than the approval's window, so that a decision in its last moment is not cut off by the machine. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    static Admittance go() {
        return new Admittance("go", Optional.empty(), OptionalLong.empty());
    }

    static Admittance ask(Duration window) {
        return new Admittance(
                "ask", Optional.empty(), OptionalLong.of(window.plus(MARGIN).toSeconds()));
    }

    /** Whole seconds, as the machine counts them, and never early. */
    static Admittance waiting(Duration left) {
        return new Admittance("wait", Optional.empty(), OptionalLong.of(Math.max(1, left.toSeconds() + 1)));
    }

    static Admittance stop(Reason reason) {
        return new Admittance("stop", Optional.of(reason), OptionalLong.empty());
    }

    /** {@code {"verdict"}}, with {@code seconds} where it is ask or wait, and {@code reason {code, message}} where it is stop. */
    Map<String, Object> toMap() {
        if (reason.isPresent()) {
            Map<String, String> why = Map.of(
                    "code",
                    Fields.wire(reason.get().code()),
                    "message",
                    reason.get().message());
            return Map.of("verdict", verdict, "reason", why);
        }
        return seconds.isPresent()
                ? Map.of("verdict", verdict, "seconds", seconds.getAsLong())
                : Map.of("verdict", verdict);
    }
}
