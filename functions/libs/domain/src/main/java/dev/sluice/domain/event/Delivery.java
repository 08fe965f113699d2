package dev.sluice.domain.event;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One webhook request as it was accepted, or one wish of a person: the message on the events queue, and the item that
 * keeps it. {@code key} is the sender's own id of the delivery; {@code type} its own word for the kind ({@code push},
 * {@code Merge Request Hook}). A delivery without events says in {@code ignored} why. {@code redelivery}: where a person had
 * an older one told again.
 */
public record Delivery(
        ProjectId project,
        DeliveryId id,
        String key,
        Provider provider,
        String type,
        Instant receivedAt,
        List<Event> events,
        Optional<String> ignored,
        Optional<Redelivery> redelivery,
        Optional<Rerun> rerun,
        long revision)
        implements Entity {
    public Delivery {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(receivedAt, "receivedAt");
        events = List.copyOf(events);
        Objects.requireNonNull(ignored, "ignored");
        Objects.requireNonNull(redelivery, "redelivery");
        Objects.requireNonNull(rerun, "rerun");
    }

    /** A new delivery; its id follows from project, provider, key and arrival, so that a repeated call makes the same. */
    public static Delivery received(
            ProjectId project, Provider provider, String type, String key, Instant at, Facts facts) {
        DeliveryId id = new DeliveryId(Ulid.of(at, Sha256.ofFields(project.value(), provider.name(), key)));
        return new Delivery(
                project,
                id,
                key,
                provider,
                type,
                at,
                facts.events(),
                facts.ignored(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** This delivery as the wish to repeat a run. */
    public Delivery repeating(Rerun wish) {
        return new Delivery(
                project, id, key, provider, type, receivedAt, events, ignored, redelivery, Optional.of(wish), revision);
    }

    /** The same events under a key of their own, as somebody had them told again. */
    public Delivery toldAgain(String newKey, Instant at, String by, boolean production) {
        Delivery again = received(project, provider, type, newKey, at, new Facts(events, ignored));
        Redelivery why = new Redelivery(origin(), by, production);
        return new Delivery(
                project,
                again.id(),
                newKey,
                provider,
                type,
                at,
                events,
                ignored,
                Optional.of(why),
                Optional.empty(),
                again.revision());
    }

    /** The delivery as if it had told this event alone. */
    public Delivery only(int event) {
        return new Delivery(
                project,
                id,
                key,
                provider,
                type,
                receivedAt,
                List.of(events.get(event)),
                ignored,
                redelivery,
                rerun,
                revision);
    }

    /** The delivery that told these events first: their place in the order of runs is its arrival. */
    public DeliveryId origin() {
        return redelivery.map(Redelivery::of).orElse(id);
    }

    /** What a payload says: events, or why it has none for us. */
    public record Facts(List<Event> events, Optional<String> ignored) {
        public Facts {
            events = List.copyOf(events);
            if (events.isEmpty() == ignored.isEmpty()) {
                throw new IllegalArgumentException("A delivery has events, or a reason for having none.");
            }
        }

        public static Facts of(List<Event> events) {
            return new Facts(events, Optional.empty());
        }

        public static Facts ignored(String reason) {
            return new Facts(List.of(), Optional.of(reason));
        }
    }
}
