package dev.sluice.domain.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that a push touched, distinct, relative to the repository's root. Where {@code complete} is false the sender
 * named none or cut them (or we did): there may be more.
 */
public record ChangedPaths(List<String> paths, boolean complete) {
    /** No more than this many bytes of UTF-8 are kept, so that a message stays far below a queue's limit. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final ChangedPaths UNKNOWN = new ChangedPaths(List.of(), false);

    public ChangedPaths {
        paths = List.copyOf(paths);
    }

    public static ChangedPaths unknown() {
        return UNKNOWN;
    }

    /** Keeps the first distinct paths up to {@link #MAX_BYTES}; {@code complete} becomes false where any was dropped. */
    public static ChangedPaths cut(Iterable<String> all, boolean complete) {
        List<String> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int bytes = 0;
        for (String path : all) {
            if (!seen.add(path)) {
                continue;
            }
            bytes += path.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                return new ChangedPaths(kept, false);
            }
            kept.add(path);
        }
        return new ChangedPaths(kept, complete);
    }
}
