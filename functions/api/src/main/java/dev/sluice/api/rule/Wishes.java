package dev.sluice.api.rule;

import dev.sluice.api.http.Json;
import dev.sluice.api.http.Problem;
import dev.sluice.api.platform.PlatformRefs;
import dev.sluice.aws.EventsQueue;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.RunIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Accepts wishes and sends them to dispatch. */
@ApplicationScoped
class Wishes {
    private final PlatformRefs refs;
    private final EventsQueue events;
    private final Clock clock;

    Wishes(PlatformRefs refs, EventsQueue events, Clock clock) {
        this.refs = refs;
        this.events = events;
        this.clock = clock;
    }

    /** The answer to the person, ids and commit fixed. Ends the request where the ref is not there or cannot be resolved. */
    Map<String, Object> accept(Wish wish, Optional<Environment> target) {
        Environment environment = target.orElseThrow(() -> Problem.conflict(
                        "target_missing", "The rule's target environment is gone. Change the rule first.")
                .refused());
        String commit = wish.takesCommit() ? resolve(wish, environment) : "";
        Delivery delivery = wish.delivery(commit, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String eventKey = delivery.id().value(); // dispatch gives a manual event this key
        return Json.object(
                "run_id",
                        RunIds.of(delivery.id(), wish.pressed().rule().id(), eventKey)
                                .value(),
                "delivery_id", delivery.id().value(),
                "commit", Json.textOrNull(commit));
    }

    /**
     * Sends what was accepted. The delivery is made from the answer, so that a repeated request sends the very same one,
     * which the queue and dispatch tell from a new one: a crash between answer and queue loses nothing.
     */
    void send(Wish wish, Map<String, Object> accepted) {
        String commit = accepted.get("commit") instanceof String sha ? sha : "";
        events.send(wish.delivery(commit, Ulid.time((String) accepted.get("delivery_id"))));
    }

    private String resolve(Wish wish, Environment environment) {
        return refs.resolve(environment, wish.wanted())
                .fold(
                        commit -> commit,
                        missing -> {
                            throw Problem.invalid(wish.field(), missing).refused();
                        },
                        silent -> {
                            throw Problem.of(502, "platform_unavailable", silent)
                                    .refused();
                        });
    }
}
