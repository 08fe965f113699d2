package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.aws.EventsQueue;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunIds;
import dev.sluice.domain.run.RunStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accepts wishes to repeat a run, and sends them where webhooks go. */
@ApplicationScoped
class Repeats {
    private final EventsQueue events;
    private final Clock clock;

    Repeats(EventsQueue events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A run to repeat, for whom, and the key that tells this wish from others. */
    record Wish(Run run, String by, String key) {}

    /** The answer to the person, with everything that the new run will be made of. */
    Map<String, Object> accept(Wish wish) {
        Delivery delivery = delivery(wish, frozen(wish.run()), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Run run = wish.run();
        String eventKey = delivery.id().value(); // dispatch gives what a person told this key
        return Json.object(
                "run_id", RunIds.of(delivery.id(), run.rule().id(), eventKey).value(),
                "delivery_id", delivery.id().value(),
                "rerun_of", run.id().value(),
                "commit", Json.textOrNull(run.event().commit()),
                "build", frozen(run).map(b -> Json.object("id", b.id(), "commit", b.commit(), "digest", b.digest())));
    }

    /** Sends what was accepted, made from the answer: a repeated request sends the very same, whatever happened meanwhile. */
    void send(Wish wish, Map<String, Object> accepted) {
        Instant at = Ulid.time((String) accepted.get("delivery_id"));
        events.send(delivery(wish, build(accepted.get("build")), at));
    }

    /** A question that is asked again is asked about what the source runs by then. */
    static Optional<Build> frozen(Run run) {
        return run.status() == RunStatus.PENDING_APPROVAL
                ? Optional.empty()
                : run.gates().frozen();
    }

    private static Delivery delivery(Wish wish, Optional<Build> frozen, Instant at) {
        Run run = wish.run();
        Delivery.Facts facts =
                Delivery.Facts.of(List.of(run.event().toldTo(run.rule().id())));
        return Delivery.received(run.project(), Provider.SLUICE, "rerun", wish.key(), at, facts)
                .repeating(new Rerun(run.id(), wish.by(), frozen));
    }

    private static Optional<Build> build(Object json) {
        return json instanceof Map<?, ?> build
                ? Optional.of(
                        new Build((String) build.get("id"), (String) build.get("commit"), (String) build.get("digest")))
                : Optional.empty();
    }
}
