package dev.sluice.agent.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names an environment in the configuration file and in URLs; safe as a file name. */
@RegisterForReflection
public record EnvironmentId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator
    public EnvironmentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 63 lowercase letters, digits and dashes, starting with a letter or digit");
        }
    }

    /** Empty where the text cannot name an environment. */
    public static Optional<EnvironmentId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new EnvironmentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
