package dev.sluice.domain.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person who is asked to approve wants to know beside the run itself; what is not known is absent.
 *
 * @param runsThere what the target runs now, in a few words
 * @param commitsBetween a line for each commit between that and what is to be approved, the newest first
 * @param expiresAt when the question lapses
 */
public record ApprovalFacts(
        Optional<String> runsThere, Optional<List<String>> commitsBetween, Optional<Instant> expiresAt) {
    public static final ApprovalFacts UNKNOWN = new ApprovalFacts(Optional.empty(), Optional.empty(), Optional.empty());

    public ApprovalFacts {
        Objects.requireNonNull(runsThere, "runsThere");
        commitsBetween = commitsBetween.map(List::copyOf);
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
