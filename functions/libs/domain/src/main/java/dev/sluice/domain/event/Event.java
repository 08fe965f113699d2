package dev.sluice.domain.event;

import dev.sluice.domain.RuleId;
import java.util.Objects;
import java.util.Optional;

/**
 * One normalised fact, the same whichever git host told it.
 *
 * <p>{@code ref} is a short name ({@code main}, {@code v1.2.0}, a pull request's number). {@code before} and {@code after}
 * are as the sender gave them: 40 zeros where there is no commit; empty where the sender does not say. {@code commit} is
 * what to check out: a full hash, the peeled one for an annotated tag, and empty for a deletion. {@code rule} is set for a
 * fact that a person told to one rule only: the rule whose button was pressed, or whose run is repeated.
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
        boolean onTop = after.equals(other.before()) && !after.equals(NO_COMMIT) && !after.isEmpty();
        boolean alsoBefore = other.after().equals(before);
        return sameRef && onTop && !alsoBefore;
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
