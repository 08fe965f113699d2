package dev.sluice.domain.run;

import dev.sluice.domain.RuleId;
import java.util.Objects;

/** The rule of a run as it was when the run was made. */
public record RuleRef(RuleId id, String name, long version) {
    public RuleRef {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
