package dev.sluice.domain.store;

import java.util.Arrays;
import java.util.List;

/** Writes several entities at once, all or none, each on condition that it is still as it was read. */
public interface Commits {
    /**
     * At most 100 writes, no two of one entity. Returns normally either way; throws only where the storage cannot be
     * reached or refuses for load, and then it is unknown whether the commit happened: read again.
     */
    Outcome commit(List<Write> writes);

    default Outcome commit(Write... writes) {
        return commit(Arrays.asList(writes));
    }

    /** Done, or the writes (as they were given) whose entity had changed. */
    record Outcome(List<Write> lost) {
        public Outcome {
            lost = List.copyOf(lost);
        }

        public boolean done() {
            return lost.isEmpty();
        }
    }
}
