package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.util.List;
import java.util.Optional;

/** Bitbucket's pull request payload: one was opened, or merged. Of every commit it sends the first 12 digits only. */
final class BitbucketPullRequest {
    private BitbucketPullRequest() {}

    static Facts opened(JsonFields body) {
        JsonFields request = body.object("pullrequest");
        String head = request.object("source").object("commit").abbreviatedHash("hash");
        return Facts.of(List.of(event(body, request, EventKind.PR_OPEN, new Commits(head, head))));
    }

    /** The source branch, and with it its commit, may be gone by then; without a merge commit the head has to do. */
    static Facts merged(JsonFields body) {
        JsonFields request = body.object("pullrequest");
        Optional<String> merge = request.optionalObject("merge_commit").map(commit -> commit.abbreviatedHash("hash"));
        JsonFields source = request.object("source");
        String head = merge.isPresent() && !source.has("commit")
                ? merge.get()
                : source.object("commit").abbreviatedHash("hash");
        return Facts.of(List.of(event(body, request, EventKind.PR_MERGE, new Commits(head, merge.orElse(head)))));
    }

    private static Event event(JsonFields body, JsonFields request, EventKind kind, Commits commits) {
        String repository = BitbucketFields.repository(body);
        long number = request.number("id");
        String title = request.line("title", Limits.MESSAGE);
        return new Event(
                Provider.BITBUCKET,
                kind,
                repository,
                String.valueOf(number),
                "",
                commits.head(),
                commits.toCheckOut(),
                false,
                false,
                BitbucketFields.actor(body),
                title,
                BitbucketFields.page(request),
                ChangedPaths.unknown(),
                Optional.of(pullRequest(request, number, title, repository)),
                Optional.empty());
    }

    /** The source repository is null where the fork is gone. */
    private static PullRequest pullRequest(JsonFields request, long number, String title, String repository) {
        JsonFields source = request.object("source");
        String from =
                source.optionalObject("repository").map(GitHubFields::fullName).orElse("");
        return new PullRequest(
                number,
                title,
                source.object("branch").name("name", Limits.NAME),
                from,
                request.object("destination").object("branch").name("name", Limits.NAME),
                !from.equalsIgnoreCase(repository));
    }

    private record Commits(String head, String toCheckOut) {}
}
