package dev.sluice.engine;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events as a git host tells them, and deliveries of any number of them. */
record Told(Provider provider, EventKind kind, String ref) {
    static Told branch(Provider provider, String name) {
        return new Told(provider, EventKind.PUSH, name);
    }

    static Told tag(Provider provider, String name) {
        return new Told(provider, EventKind.TAG_PUSH, name);
    }

    Event moved(String before, String after) {
        return event(before, after, after, Optional.empty());
    }

    Event made(String after) {
        return moved(Event.NO_COMMIT, after);
    }

    Event deleted(String before) {
        return event(before, Event.NO_COMMIT, "", Optional.empty());
    }

    /** A pull request of this number. */
    Event opened(String commit) {
        PullRequest request =
                new PullRequest(Long.parseLong(ref), "Sell more", "feature/sell", "acme/shop", "main", false);
        return event("", commit, commit, Optional.of(request));
    }

    private Event event(String before, String after, String commit, Optional<PullRequest> pullRequest) {
        return new Event(
                provider,
                kind,
                "acme/shop",
                ref,
                before,
                after,
                commit,
                commit.isEmpty(),
                false,
                "ada",
                "Change a price",
                "https://git.example/acme/shop",
                ChangedPaths.unknown(),
                pullRequest,
                Optional.empty());
    }

    /** A delivery under an id that the sender never used before. */
    static Delivery delivery(Instant at, Event... events) {
        return delivery(at, UUID.randomUUID().toString(), List.of(events));
    }

    static Delivery delivery(Instant at, String key, List<Event> events) {
        Provider provider = events.get(0).provider();
        return Delivery.received(Shop.PROJECT, provider, "push", key, at, Delivery.Facts.of(events));
    }
}
