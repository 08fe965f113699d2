package dev.sluice.engine.dispatch;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which events are known to be taken by now, each for one rule, by the key of its claim. A person who has a delivery told
 * again wants what was skipped to be tried again: where the run of a claim was skipped, another key takes its place, which
 * follows from both, so that however often and at whatever time it is told, one of them makes a run.
 */
final class Taken {
    private final Map<String, RunId> runs = new HashMap<>();
    private final Map<String, String> instead = new HashMap<>();

    void by(String claimKey, RunId run) {
        runs.put(claimKey, run);
    }

    /** The key that takes the place of this one, whose run was skipped. */
    String skipped(String claimKey, RunId run) {
        return instead.computeIfAbsent(claimKey, key -> Sha256.ofFields(key, run.value()));
    }

    /** The key to claim where this one would be claimed. */
    String place(String claimKey) {
        String place = claimKey;
        while (instead.containsKey(place)) {
            place = instead.get(place);
        }
        return place;
    }

    Optional<RunId> run(String claimKey) {
        return Optional.ofNullable(runs.get(claimKey));
    }
}
