package dev.sluice.domain.run;

/** What can happen to a run; {@link RunLifecycle} says what comes of each. */
public enum RunInput {
    HOLD,
    RESUME,
    ASK_APPROVAL,
    APPROVE,
    START,
    SUCCEED,
    FAIL,
    SKIP,
    REJECT,
    EXPIRE,
    CANCEL,
    SUPERSEDE
}
