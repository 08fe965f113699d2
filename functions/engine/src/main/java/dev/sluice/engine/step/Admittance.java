package dev.sluice.engine.step;

import dev.sluice.domain.Fields;
import dev.sluice.domain.run.Reason;
import java.util.Map;
import java.util.Optional;

/** What step {@code admit} answers: go on, or stop for a reason. Expected outcomes are data, never errors. */
record Admittance(Optional<Reason> stop) {
    static Admittance go() {
        return new Admittance(Optional.empty());
    }

    static Admittance stop(Reason reason) {
        return new Admittance(Optional.of(reason));
    }

    /** {@code {"verdict": "go"}}, or {@code {"verdict": "stop", "reason": {"code", "message"}}}. */
    Map<String, Object> toMap() {
        return stop.<Map<String, Object>>map(r -> Map.of(
                        "verdict", "stop", "reason", Map.of("code", Fields.wire(r.code()), "message", r.message())))
                .orElseGet(() -> Map.of("verdict", "go"));
    }
}
