package dev.sluice.domain.event;

import dev.sluice.domain.RuleId;
import java.util.Objects;
import java.util.Optional;

/**
 * One normalised fact, the same whichever git host told it.
 *
 * <p>{@code ref} is a short name ({@code main}, {@code v1.2.0}, a pull request's number). {@code before} and {@code after}
 * are as the sender gave them: zeros where there is no commit; empty where the sender does not say. {@code commit} is
 * what to check out: a full hash, the peeled one for an annotated tag, and empty for a deletion. A pull request of Bitbucket
 * is the exception: its {@code after} and {@code commit} have the 12 digits that Bitbucket sends, and are kept so, because
 * only the platform has the repository in which they can be completed: a run asks it when it is admitted. {@code rule} is
 * set for a fact that a person told to one rule only: the rule whose button was pressed, or whose run is repeated.
 */
public record Event(
        Provider provider,
        EventKind kind,
        String repository,
        String ref,
        String before,
        String after,
        String commit,
        boolean deleted,
        boolean forced,
        String actor,
        String message,
        String url,
        ChangedPaths changedPaths,
        Optional<PullRequest> pullRequest,
        Optional<RuleId> rule) {
    public static final String NO_COMMIT = "0".repeat(40);

    public Event {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(changedPaths, "changedPaths");
        Objects.requireNonNull(pullRequest, "pullRequest");
        Objects.requireNonNull(rule, "rule");
    }

    /** The same fact, told to one rule by a person who named that rule. */
    public Event toldTo(RuleId named) {
        return new Event(
                provider,
                kind,
                repository,
                ref,
                before,
                after,
                commit,
                deleted,
                forced,
                actor,
                message,
                url,
                changedPaths,
                pullRequest,
                Optional.of(named));
    }

    /** Whether this fact came before the other one, as the chain of commits says; false where it does not say. */
    public boolean precedes(Event other) {
        boolean sameRef = repository.equalsIgnoreCase(other.repository())
                && qualifiedRef().equals(other.qualifiedRef());
        boolean onTop = after.equals(other.before()) && !isNoCommit(after) && !after.isEmpty();
        boolean alsoBefore = other.after().equals(before);
        return sameRef && onTop && !alsoBefore;
    }

    /** Whether a hash is the one that stands for no commit: zeros, as many as the repository's hashes have digits. */
    public static boolean isNoCommit(String hash) {
        return !hash.isEmpty() && hash.chars().allMatch(c -> c == '0');
    }

    /** What order is kept for: a branch and a tag of one name are different things, and so are opening and merging. */
    public String qualifiedRef() {
        return switch (kind) {
            case PUSH -> "heads/" + ref;
            case TAG_PUSH -> "tags/" + ref;
            case PR_OPEN -> "pull/" + ref + "/opened";
            case PR_MERGE -> "pull/" + ref + "/merged";
            case MANUAL -> "manual/" + ref;
        };
    }
}
