package dev.sluice.domain.rule;

/** Whether an Admin must say yes first, for how long that can be said, and whether the one who caused the run may. */
public record ApprovalGate(boolean required, int expiresInMinutes, boolean preventSelfApproval) {
    public static final int DEFAULT_MINUTES = 60;
    public static final int MAX_MINUTES = 7 * 24 * 60;

    public static ApprovalGate none() {
        return new ApprovalGate(false, DEFAULT_MINUTES, false);
    }
}
