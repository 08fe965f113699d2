package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The parts that actions are made of. */
public enum StepName {
    FETCH,
    EXPORT,
    BUILD,
    SEAL,
    SWITCH,
    ACTIVATE,
    HEALTH,
    SWITCH_BACK;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
