package dev.sluice.domain.event;

/** The kinds of fact that a rule can be triggered by. */
public enum EventKind {
    PUSH,
    TAG_PUSH,
    PR_OPEN,
    PR_MERGE,
    MANUAL
}
