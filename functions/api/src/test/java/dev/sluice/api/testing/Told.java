package dev.sluice.api.testing;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.Optional;

/** Events that runs come from. */
public final class Told {
    public static final String COMMIT = "a".repeat(40);
    public static final String BEFORE = "b".repeat(40);

    private Told() {}

    public static Event push(String branch) {
        return event(Provider.GITHUB, EventKind.PUSH, branch, "octocat");
    }

    public static Event tag(String tag) {
        return event(Provider.GITHUB, EventKind.TAG_PUSH, tag, "octocat");
    }

    public static Event pressed(String email) {
        return event(Provider.SLUICE, EventKind.MANUAL, "main", email);
    }

    private static Event event(Provider provider, EventKind kind, String ref, String actor) {
        return new Event(
                provider,
                kind,
                "acme/shop",
                ref,
                kind == EventKind.MANUAL ? "" : BEFORE,
                COMMIT,
                COMMIT,
                false,
                false,
                actor,
                "Fix the till\n\nIt gave wrong change.",
                "https://github.example/acme/shop/commit/" + COMMIT,
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
    }
}
