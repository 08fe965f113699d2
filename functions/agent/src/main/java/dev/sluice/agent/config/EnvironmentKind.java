package dev.sluice.agent.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an environment is for. */
public enum EnvironmentKind {
    DEVELOPMENT,
    STAGING,
    PRODUCTION;

    /** As it is written in the configuration file and in JSON. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
