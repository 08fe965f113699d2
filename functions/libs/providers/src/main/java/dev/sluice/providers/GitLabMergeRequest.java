package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.util.List;
import java.util.Optional;

/**
 * GitLab's merge request payload: one was opened, or merged. What was merged is checked out as it is in the target branch:
 * the merge commit, else the squashed one, else, after a fast-forward, the head itself.
 */
final class GitLabMergeRequest {
    private GitLabMergeRequest() {}

    static Facts facts(JsonFields body) {
        JsonFields request = body.object("object_attributes");
        if (!request.has("action")) {
            return Facts.ignored("The merge request was not changed: a test delivery.");
        }
        String action = request.name("action", Limits.NAME);
        return switch (action) {
            case "open" -> Facts.of(List.of(event(body, request, EventKind.PR_OPEN)));
            case "merge" -> Facts.of(List.of(event(body, request, EventKind.PR_MERGE)));
            case "close" -> ignored("closed without a merge");
            case "update" -> ignored(request.has("oldrev") ? "given new commits" : "edited");
            default -> ignored(Clean.firstLine(action, 50));
        };
    }

    private static Facts ignored(String what) {
        return Facts.ignored(
                "What happened to the merge request (" + what + ") triggers no rule; only opening and merging one do.");
    }

    private static Event event(JsonFields body, JsonFields request, EventKind kind) {
        String repository = GitLabFields.repository(body);
        long number = request.number("iid");
        String title = request.line("title", Limits.MESSAGE);
        String head = request.object("last_commit").hash("id");
        return new Event(
                Provider.GITLAB,
                kind,
                repository,
                String.valueOf(number),
                "",
                head,
                kind == EventKind.PR_MERGE ? merged(request, head) : head,
                false,
                false,
                body.object("user").person("username", "name"),
                title,
                request.link("url", Limits.LINK),
                ChangedPaths.unknown(),
                Optional.of(pullRequest(request, number, title, repository)),
                Optional.empty());
    }

    private static String merged(JsonFields request, String head) {
        if (request.has("merge_commit_sha")) {
            return request.hash("merge_commit_sha");
        }
        return request.has("squash_commit_sha") ? request.hash("squash_commit_sha") : head;
    }

    /** The source project is null where the fork is gone. */
    private static PullRequest pullRequest(JsonFields request, long number, String title, String repository) {
        String source = request.optionalObject("source").map(GitLabFields::path).orElse("");
        return new PullRequest(
                number,
                title,
                request.name("source_branch", Limits.NAME),
                source,
                request.name("target_branch", Limits.NAME),
                !source.equalsIgnoreCase(repository));
    }
}
