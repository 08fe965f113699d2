package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that listed commits name, in the form that GitHub, GitLab and Gitea share. */
final class CommitFiles {
    private CommitFiles() {}

    /**
     * Complete only where commits are listed, all of them, each with its files. {@code allListed}: whether the list holds
     * every commit between before and after. A ref that is made at, or moved to, commits known before lists none, and so
     * does not say what changed.
     */
    static ChangedPaths changed(List<JsonFields> commits, boolean allListed) {
        List<Optional<List<String>>> lists = commits.stream()
                .flatMap(commit -> Stream.of("added", "modified", "removed").map(commit::paths))
                .toList();
        boolean complete = allListed && !commits.isEmpty() && lists.stream().allMatch(Optional::isPresent);
        return ChangedPaths.cut(
                () -> lists.stream()
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .iterator(),
                complete);
    }

    /** Whether a list is whole: by the sender's own count, or, where it sends none, by the most that it lists. */
    static boolean allListed(List<JsonFields> commits, Optional<Long> count, int mostListed) {
        return count.map(all -> all <= commits.size()).orElse(commits.size() < mostListed);
    }
}
