package dev.sluice.agent.git;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A full commit SHA: 40 (SHA-1) or 64 (SHA-256) lowercase hex digits. */
@RegisterForReflection
public record CommitId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    @JsonCreator
    public CommitId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a full commit SHA of 40 or 64 hex digits");
        }
    }

    /** Accepts uppercase digits too; empty where the text is no full SHA. */
    public static Optional<CommitId> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new CommitId(lower)) : Optional.empty();
    }

    /** The first 12 digits, for people. */
    public String abbreviated() {
        return value.substring(0, 12);
    }

    @Override
    public String toString() {
        return value;
    }
}
