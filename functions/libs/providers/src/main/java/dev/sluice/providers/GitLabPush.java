package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;

/**
 * GitLab's push and tag push payload: a branch or a tag was made, moved or deleted. GitLab has no flag for any of the three,
 * only zeros, and says nothing of forced pushes. {@code after} is a tag's own object, {@code checkout_sha} its commit.
 */
final class GitLabPush {
    /** GitLab lists no more commits than this, and says how many there are. */
    private static final int MOST_LISTED = 20;

    private GitLabPush() {}

    static Facts facts(JsonFields push) {
        Optional<Ref> ref = Ref.read(push, "ref");
        if (ref.isEmpty() && push.errors().isEmpty()) {
            return Facts.ignored("The ref is neither a branch nor a tag.");
        }
        Ref at = ref.orElse(new Ref(EventKind.PUSH, ""));
        String after = push.hash("after");
        boolean deleted = Event.isNoCommit(after);
        if (at.isTag() && !deleted && !push.has("checkout_sha")) {
            return Facts.ignored("The tag names no commit.");
        }
        String commit = deleted ? "" : push.has("checkout_sha") ? push.hash("checkout_sha") : after;
        List<JsonFields> commits = push.objects("commits").orElse(List.of());
        Optional<JsonFields> head = commits.stream()
                .filter(listed -> listed.line("id", Limits.NAME).equals(commit))
                .findFirst();
        return Facts.of(List.of(new Event(
                Provider.GITLAB,
                at.kind(),
                GitLabFields.repository(push),
                at.name(),
                push.hash("before"),
                after,
                commit,
                deleted,
                false,
                push.person("user_username", "user_name"),
                head.orElse(push).line("message", Limits.MESSAGE),
                head.map(listed -> listed.link("url", Limits.LINK))
                        .orElseGet(() -> push.object("project").link("web_url", Limits.LINK)),
                deleted
                        ? new ChangedPaths(List.of(), true)
                        : CommitFiles.changed(
                                commits,
                                CommitFiles.allListed(commits, push.count("total_commits_count"), MOST_LISTED)),
                Optional.empty(),
                Optional.empty())));
    }
}
