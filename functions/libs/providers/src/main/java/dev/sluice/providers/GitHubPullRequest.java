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
 * The pull request payload of GitHub, Gitea and Forgejo: one was opened, or merged. What was merged is checked out as it is
 * in the target branch: the merge commit, which after a squash or a rebase is the last commit that it made there.
 */
record GitHubPullRequest(Provider provider) {
    Facts facts(JsonFields fields) {
        String action = fields.name("action", Limits.NAME);
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

    private Event event(JsonFields fields, JsonFields request, EventKind kind) {
        String repository = GitHubFields.repository(fields);
        JsonFields head = request.object("head");
        JsonFields base = request.object("base");
        String source = source(head, base, repository);
        long number = request.number("number");
        String title = request.line("title", Limits.MESSAGE);
        PullRequest pullRequest = new PullRequest(
                number,
                title,
                head.name("ref", Limits.NAME),
                source,
                base.name("ref", Limits.NAME),
                !source.equalsIgnoreCase(repository));
        String headHash = head.hash("sha");
        boolean mergeKnown = kind == EventKind.PR_MERGE && request.has("merge_commit_sha");
        return new Event(
                provider,
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
                request.link("html_url", Limits.LINK),
                ChangedPaths.unknown(),
                Optional.of(pullRequest),
                Optional.empty());
    }

    /** Empty where the fork is gone. Some versions of Gitea name both repositories by their numbers only. */
    private static String source(JsonFields head, JsonFields base, String repository) {
        Optional<Long> number = head.count("repo_id");
        String unnamed = number.isPresent() && number.equals(base.count("repo_id")) ? repository : "";
        return head.optionalObject("repo").map(GitHubFields::fullName).orElse(unnamed);
    }
}
