package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** GitHub's push payload: a branch or a tag was made, moved or deleted. */
final class GitHubPush {
    /** GitHub lists no more commits than this. */
    private static final int MAX_COMMITS = 2048;

    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    private GitHubPush() {}

    static Facts facts(JsonFields push) {
        String ref = push.name("ref", BRANCHES.length() + GitHubFields.MAX_NAME);
        if (!ref.isEmpty() && shortName(ref).isEmpty()) {
            return Facts.ignored("The ref is neither a branch nor a tag.");
        }
        String after = push.hash("after");
        boolean deleted =
                push.flag("deleted") || (!after.isEmpty() && after.chars().allMatch(c -> c == '0'));
        Optional<JsonFields> head = push.optionalObject("head_commit");
        boolean tag = ref.startsWith(TAGS);
        if (tag && !deleted && head.isEmpty()) {
            return Facts.ignored("The tag names no commit.");
        }
        boolean forced = push.flag("forced");
        return Facts.of(List.of(new Event(
                Provider.GITHUB,
                tag ? EventKind.TAG_PUSH : EventKind.PUSH,
                GitHubFields.repository(push),
                shortName(ref),
                push.hash("before"),
                after,
                deleted ? "" : head.map(commit -> commit.hash("id")).orElse(after),
                deleted,
                forced,
                GitHubFields.actor(push),
                head.map(commit -> commit.line("message", GitHubFields.MAX_MESSAGE))
                        .orElse(""),
                url(push, head),
                deleted ? new ChangedPaths(List.of(), true) : changedPaths(push, forced),
                Optional.empty(),
                Optional.empty())));
    }

    private static String shortName(String ref) {
        return Stream.of(BRANCHES, TAGS)
                .filter(ref::startsWith)
                .map(prefix -> ref.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    private static String url(JsonFields push, Optional<JsonFields> head) {
        String commit =
                head.map(fields -> fields.link("url", GitHubFields.MAX_LINK)).orElse("");
        return commit.isEmpty() ? push.link("compare", GitHubFields.MAX_LINK) : commit;
    }

    /**
     * Complete only where every commit between before and after is listed with its files. A forced push also takes commits
     * away, and a ref that is made or moved to commits known before lists none: neither says what changed.
     */
    private static ChangedPaths changedPaths(JsonFields push, boolean forced) {
        List<JsonFields> commits = push.objects("commits").orElse(List.of());
        boolean cut = commits.size() >= MAX_COMMITS
                || push.count("size").filter(size -> size > commits.size()).isPresent();
        List<Optional<List<String>>> lists = commits.stream()
                .flatMap(commit -> Stream.of("added", "modified", "removed").map(commit::paths))
                .toList();
        boolean complete =
                !forced && !cut && !commits.isEmpty() && lists.stream().allMatch(Optional::isPresent);
        return ChangedPaths.cut(
                () -> lists.stream()
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .iterator(),
                complete);
    }
}
