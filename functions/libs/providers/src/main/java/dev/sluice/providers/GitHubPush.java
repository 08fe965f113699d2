package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;

/**
 * The push payload of GitHub, Gitea and Forgejo: a branch or a tag was made, moved or deleted. {@code count} is the field
 * that says how many commits there are, {@code mostListed} how many are listed at most where it is absent. Only GitHub says
 * whether a push was forced.
 */
record GitHubPush(Provider provider, String count, int mostListed) {
    Facts facts(JsonFields push) {
        Optional<Ref> ref = Ref.read(push, "ref");
        if (ref.isEmpty() && push.errors().isEmpty()) {
            return Facts.ignored("The ref is neither a branch nor a tag.");
        }
        Ref at = ref.orElse(new Ref(EventKind.PUSH, ""));
        String before = push.hash("before");
        String after = push.hash("after");
        if (!after.isEmpty() && after.equals(before)) {
            return Facts.ignored("A test delivery: before and after are the same commit, so nothing happened.");
        }
        boolean deleted = push.flag("deleted") || Event.isNoCommit(after);
        Optional<JsonFields> head = push.optionalObject("head_commit");
        if (at.isTag() && !deleted && head.isEmpty()) {
            return Facts.ignored("The tag names no commit.");
        }
        boolean forced = push.flag("forced");
        return Facts.of(List.of(new Event(
                provider,
                at.kind(),
                GitHubFields.repository(push),
                at.name(),
                before,
                after,
                deleted ? "" : head.map(commit -> commit.hash("id")).orElse(after),
                deleted,
                forced,
                GitHubFields.actor(push),
                head.map(commit -> commit.line("message", Limits.MESSAGE)).orElse(""),
                url(push, head),
                deleted ? new ChangedPaths(List.of(), true) : changedPaths(push, forced),
                Optional.empty(),
                Optional.empty())));
    }

    private static String url(JsonFields push, Optional<JsonFields> head) {
        String commit = head.map(fields -> fields.link("url", Limits.LINK)).orElse("");
        return commit.isEmpty() ? push.link("compare", Limits.LINK) : commit;
    }

    /** A forced push also takes commits away, whose files nobody lists. */
    private ChangedPaths changedPaths(JsonFields push, boolean forced) {
        List<JsonFields> commits = push.objects("commits").orElse(List.of());
        return CommitFiles.changed(commits, !forced && CommitFiles.allListed(commits, push.count(count), mostListed));
    }
}
