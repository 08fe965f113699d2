package dev.sluice.domain.decision;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.event.Redelivery;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.rule.Action;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a decision must know of an event that a person had told again: who, whether the rule's source or target is a
 * production environment, and the commit that the event's ref points at by now, where it is another.
 */
public record Retold(Redelivery redelivery, boolean production, Optional<String> movedTo) {
    public Retold {
        Objects.requireNonNull(redelivery, "redelivery");
        Objects.requireNonNull(movedTo, "movedTo");
    }

    public static Retold of(
            Redelivery redelivery,
            Action action,
            Map<EnvironmentId, Environment> environments,
            Optional<String> movedTo) {
        boolean production = Stream.concat(Stream.of(action.target()), action.source().stream())
                .flatMap(id -> Optional.ofNullable(environments.get(id)).stream())
                .anyMatch(Environment::isProduction);
        return new Retold(redelivery, production, movedTo);
    }
}
