package dev.sluice.domain.decision;

/** What a rule makes of an event: act, record a skip with its reason, or have nothing to do with it. */
public enum Verdict {
    FIRE,
    SKIP,
    NO_MATCH
}
