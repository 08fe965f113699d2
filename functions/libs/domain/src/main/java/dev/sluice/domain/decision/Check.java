package dev.sluice.domain.decision;

import java.util.Objects;

/** One thing that was looked at: what the rule wanted, what was there, and, where it did not pass, the smallest change that would make it. */
public record Check(String name, String wanted, String seen, boolean passed, String hint) {
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(hint, "hint");
    }

    public static Check passed(String name, String wanted, String seen) {
        return new Check(name, wanted, seen, true, "");
    }

    public static Check missed(String name, String wanted, String seen, String hint) {
        return new Check(name, wanted, seen, false, hint);
    }
}
