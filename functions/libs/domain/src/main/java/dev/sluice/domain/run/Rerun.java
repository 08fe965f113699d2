package dev.sluice.domain.run;

import dev.sluice.domain.RunId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which run a run repeats, who asked for it, and the build that is to be taken once more; without one, what the source runs
 * when the new run is admitted.
 */
public record Rerun(RunId of, String by, Optional<Build> frozen) {
    public Rerun {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(frozen, "frozen");
    }
}
