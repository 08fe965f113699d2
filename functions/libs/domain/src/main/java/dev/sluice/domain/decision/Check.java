package dev.sluice.domain.decision;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was looked at: what the rule wanted, what was there, and, where it did not pass, the smallest change that
 * would make it, as a sentence ({@code hint}) and, where the change is in the rule's own text alone, as edits of it: made
 * together they make this check pass.
 */
public record Check(
        String name, String wanted, String seen, boolean passed, String hint, Optional<List<Change>> changes) {
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(hint, "hint");
        changes = changes.map(List::copyOf);
    }

    public static Check passed(String name, String wanted, String seen) {
        return new Check(name, wanted, seen, true, "", Optional.empty());
    }

    /** Missed, and no change of the rule's text alone helps. */
    public static Check missed(String name, String wanted, String seen, String hint) {
        return new Check(name, wanted, seen, false, hint, Optional.empty());
    }

    public static Check missed(String name, String wanted, String seen, String hint, List<Change> changes) {
        return new Check(name, wanted, seen, false, hint, Optional.of(changes));
    }
}
