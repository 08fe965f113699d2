package dev.sluice.domain.rule;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;

/** A saved rule. {@code version} starts at 1 and counts the saves of its text; breaker and cooldown live in {@link RuleState}. */
public record Rule(
        ProjectId project,
        RuleId id,
        long version,
        RuleSpec spec,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy,
        long revision)
        implements Entity {
    public Rule {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(updatedBy, "updatedBy");
    }

    public Rule edited(RuleSpec text, Instant at, String by) {
        return new Rule(project, id, version + 1, text, createdAt, at, by, revision);
    }
}
