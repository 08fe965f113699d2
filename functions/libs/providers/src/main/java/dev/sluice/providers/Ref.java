package dev.sluice.providers;

import dev.sluice.domain.event.EventKind;
import java.util.Optional;

/** A branch or a tag by its short name. */
record Ref(EventKind kind, String name) {
    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    /** Reads a field with a full ref; empty where that is neither a branch nor a tag, or is faulty. */
    static Optional<Ref> read(JsonFields fields, String field) {
        String full = fields.name(field, BRANCHES.length() + Limits.NAME);
        if (full.startsWith(BRANCHES)) {
            return Optional.of(new Ref(EventKind.PUSH, full.substring(BRANCHES.length())));
        }
        return full.startsWith(TAGS)
                ? Optional.of(new Ref(EventKind.TAG_PUSH, full.substring(TAGS.length())))
                : Optional.empty();
    }

    boolean isTag() {
        return kind == EventKind.TAG_PUSH;
    }
}
