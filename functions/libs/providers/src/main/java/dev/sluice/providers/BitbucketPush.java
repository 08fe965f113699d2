package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Bitbucket's push payload: any number of branches and tags that one push made, moved or deleted, each of which is an event,
 * in the order in which they are listed. A side that has no commit is null, and reads as zeros. Bitbucket lists no files,
 * and a tag's target is its commit, whatever the tag.
 */
final class BitbucketPush {
    private BitbucketPush() {}

    static Facts facts(JsonFields body) {
        JsonFields push = body.object("push");
        if (body.errors().isEmpty() && !push.has("changes")) {
            push.error("changes", "Required: a list of JSON objects.", "");
        }
        List<JsonFields> changes = push.objects("changes").orElse(List.of());
        if (changes.isEmpty()) {
            return Facts.ignored("The push changed no branch and no tag.");
        }
        String repository = BitbucketFields.repository(body);
        String actor = BitbucketFields.actor(body);
        List<Event> events = changes.stream()
                .flatMap(change -> event(change, repository, actor).stream())
                .toList();
        return events.isEmpty()
                ? Facts.ignored("The push changed something that is neither a branch nor a tag.")
                : Facts.of(events);
    }

    private static Optional<Event> event(JsonFields change, String repository, String actor) {
        Optional<JsonFields> before = change.optionalObject("old");
        Optional<JsonFields> after = change.optionalObject("new");
        Optional<JsonFields> named = after.or(() -> before);
        if (named.isEmpty()) {
            // one of the wrong type has its error already
            return change.has("old") || change.has("new")
                    ? Optional.empty()
                    : change.error("new", "Required, or else old: a JSON object.", Optional.empty());
        }
        Optional<EventKind> kind = kind(named.get());
        Optional<JsonFields> commit = after.map(ref -> ref.object("target"));
        String hash = commit.map(target -> target.hash("hash")).orElse("");
        return kind.map(known -> new Event(
                Provider.BITBUCKET,
                known,
                repository,
                named.get().name("name", Limits.NAME),
                before.map(ref -> ref.object("target").hash("hash")).orElse(Event.NO_COMMIT),
                after.isPresent() ? hash : Event.NO_COMMIT,
                hash,
                after.isEmpty(),
                change.flag("forced"),
                actor,
                commit.map(target -> target.line("message", Limits.MESSAGE)).orElse(""),
                commit.map(BitbucketFields::page).orElse(""),
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty()));
    }

    private static Optional<EventKind> kind(JsonFields ref) {
        return switch (ref.name("type", Limits.NAME)) {
            case "branch" -> Optional.of(EventKind.PUSH);
            case "tag" -> Optional.of(EventKind.TAG_PUSH);
            default -> Optional.empty();
        };
    }
}
