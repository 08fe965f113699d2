package dev.sluice.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Write;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Deliveries that came before the test. */
public final class Past {
    private Past() {}

    /** A push that moved the branch from the commit before {@code number} to it. */
    public static Delivery push(String project, Instant at, String branch, int number) {
        String after = String.format("%040x", number + 1);
        Event event = new Event(
                Provider.GITHUB,
                EventKind.PUSH,
                "acme/shop",
                branch,
                String.format("%040x", number),
                after,
                after,
                false,
                false,
                "kim",
                "Fix the till",
                "https://github.com/acme/shop/commit/" + after,
                new ChangedPaths(List.of("web/till.js", "README.md"), true),
                Optional.empty(),
                Optional.empty());
        String key = branch + number + at;
        return Delivery.received(
                new ProjectId(project), Provider.GITHUB, "push", key, at, Delivery.Facts.of(List.of(event)));
    }

    public static void save(Commits commits, Entity... entities) {
        assertThat(commits.commit(Arrays.stream(entities).map(Write::save).toList())
                        .done())
                .isTrue();
    }
}
