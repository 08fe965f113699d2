package dev.sluice.domain.decision;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.store.Entity;
import java.util.Objects;

/**
 * "This was taken, and this came of it": written once under a key, never changed. What is claimed so: a sender's delivery
 * key (value: our delivery id), an event for one rule (value: the run id), an event's content on a ref (value: its event
 * key), and an API request by its idempotency key (value: what was answered). One kind is written again: the progress of
 * a delivery that is too large for one commit, by its id (value: how many of its events were taken).
 */
public record EventClaim(ProjectId project, Kind kind, String key, String value, long revision) implements Entity {
    public EventClaim {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }

    /** What is claimed. */
    public enum Kind {
        DELIVERY,
        EVENT,
        CONTENT,
        REQUEST,
        PROGRESS
    }
}
