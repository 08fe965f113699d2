package dev.sluice.engine.dispatch;

import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.store.DeliveryStore;
import java.util.Optional;

/**
 * How many events of a delivery were taken, where they are too many for one commit. Each event's commit moves it on from
 * what was read, so that an event is taken once, whoever else works on the same delivery.
 */
record Progress(EventClaim claim) {
    static Progress none(Delivery delivery) {
        return new Progress(new EventClaim(
                delivery.project(), EventClaim.Kind.PROGRESS, delivery.id().value(), "0", 0));
    }

    /** Empty for a delivery that was stored as a whole. */
    static Optional<Progress> of(DeliveryStore deliveries, Delivery delivery) {
        EventClaim key = none(delivery).claim();
        return deliveries.claim(key.project(), key.kind(), key.key()).map(Progress::new);
    }

    int events() {
        return Integer.parseInt(claim.value());
    }

    Progress next() {
        return new Progress(new EventClaim(
                claim.project(), claim.kind(), claim.key(), String.valueOf(events() + 1), claim.revision()));
    }
}
