package dev.sluice.domain.event;

import java.util.Objects;

/**
 * What a rule needs to know of a pull or merge request. {@code sourceRepository} is empty where the sender does not say
 * (a deleted fork); {@code fork} is then true, since nothing shows that it is our own.
 */
public record PullRequest(
        long number, String title, String sourceBranch, String sourceRepository, String targetBranch, boolean fork) {
    public PullRequest {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(sourceBranch, "sourceBranch");
        Objects.requireNonNull(sourceRepository, "sourceRepository");
        Objects.requireNonNull(targetBranch, "targetBranch");
    }
}
