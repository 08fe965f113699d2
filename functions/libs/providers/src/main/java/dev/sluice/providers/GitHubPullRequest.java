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
 * GitHub's pull request payload: one was opened, or merged. What was merged is checked out as it is in the target branch:
 * the merge commit, which after a squash or a rebase is the last commit that it made there.
 */
final class GitHubPullRequest {
    private GitHubPullRequest() {}

    static Facts facts(JsonFields fields) {
        String action = fields.name("action", GitHubFields.MAX_NAME);
        JsonFields request = fields.object("pull_request");
        boolean merged = request.flag("merged");
        if (action.equals("opened")) {
            return Facts.of(List.of(event(fields, request, EventKind.PR_OPEN)));
        }
        if (action.equals("closed") && merged) {
            return Facts.of(List.of(event(fields, request, EventKind.PR_MERGE)));
        }
        String what = action.equals("closed") ? "closed without a merge" : Clean.firstLine(action, 50);
        return Facts.ignored("The pull request was " + what + "; only opening and merging one trigger rules.");
    }

    private static Event event(JsonFields fields, JsonFields request, EventKind kind) {
        String repository = GitHubFields.repository(fields);
        JsonFields head = request.object("head");
        String source = head.optionalObject("repo").map(GitHubFields::fullName).orElse("");
        long number = request.number("number");
        String title = request.line("title", GitHubFields.MAX_MESSAGE);
        PullRequest pullRequest = new PullRequest(
                number,
                title,
                head.name("ref", GitHubFields.MAX_NAME),
                source,
                request.object("base").name("ref", GitHubFields.MAX_NAME),
                !source.equalsIgnoreCase(repository));
        String headHash = head.hash("sha");
        boolean mergeKnown = kind == EventKind.PR_MERGE && request.has("merge_commit_sha");
        return new Event(
                Provider.GITHUB,
                kind,
                repository,
                String.valueOf(number),
                "",
                headHash,
                mergeKnown ? request.hash("merge_commit_sha") : headHash,
                false,
                false,
                GitHubFields.actor(fields),
                title,
                request.link("html_url", GitHubFields.MAX_LINK),
                ChangedPaths.unknown(),
                Optional.of(pullRequest),
                Optional.empty());
    }
}
