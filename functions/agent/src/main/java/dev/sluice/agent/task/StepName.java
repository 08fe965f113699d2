package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The parts that actions are made of. */
public enum StepName {
    FETCH,
    EXPORT,
    BUILD,
    QUICK_UPDATE,
    SEAL,
    CHECK_ORIGIN,
    VERIFY,
    PREPARE,
    DUMP,
    RESTORE,
    COPY_FILESTORE,
    NEUTRALIZE,
    PROBE,
    SWAP,
    SWITCH,
    ACTIVATE,
    CONFIRM,
    HEALTH,
    SWITCH_BACK,
    SWAP_BACK;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
