package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.aws.EventsQueue;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Accepts redeliveries and sends them to dispatch. */
@ApplicationScoped
class Redeliveries {
    private final EventsQueue events;
    private final Clock clock;

    Redeliveries(EventsQueue events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The answer to the person, the new delivery's id fixed. */
    Map<String, Object> accept(Delivery first, String key, Member by) {
        Delivery again = again(first, key, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return Json.object(
                "delivery_id", again.id().value(),
                "redelivery_of", again.origin().value());
    }

    /** Sends what was accepted, made from the answer: told twice, it is the very same delivery. */
    void send(Delivery first, String key, Member by, Map<String, Object> accepted) {
        events.send(again(first, key, by, Ulid.time((String) accepted.get("delivery_id"))));
    }

    private static Delivery again(Delivery first, String key, Member by, Instant at) {
        return first.toldAgain(key, at, by.email(), by.role().covers(Role.ADMIN));
    }
}
