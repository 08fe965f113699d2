package dev.sluice.local.bench;

import java.time.Duration;
import java.util.List;

/** Durations of one thing measured often. */
record Figures(List<Duration> all) {

    Figures {
        all = all.stream().sorted().toList();
    }

    /** The smallest duration that this many of a hundred do not exceed. */
    Duration percentile(int percent) {
        int index = (int) Math.ceil(all.size() * percent / 100.0) - 1;
        return all.get(Math.max(0, index));
    }

    @Override
    public String toString() {
        return "p50 %d ms, p95 %d ms, most %d ms (%d pushes)"
                .formatted(
                        percentile(50).toMillis(),
                        percentile(95).toMillis(),
                        percentile(100).toMillis(),
                        all.size());
    }
}
