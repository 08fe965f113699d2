package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Pattern;

/** The digest over a build's files: {@code sha256:} and 64 lowercase hex digits. */
@RegisterForReflection
public record Digest(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    @JsonCreator
    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be sha256: and 64 lowercase hex digits");
        }
    }

    /** Empty where the text is no digest. */
    public static Optional<Digest> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
