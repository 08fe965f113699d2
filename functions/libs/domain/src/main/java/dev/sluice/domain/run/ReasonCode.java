package dev.sluice.domain.run;

/** Why a run did not do, or did not finish, what its rule says: stable words that programs may rely on. */
public enum ReasonCode {
    COOLDOWN,
    PATH_FILTER,
    ENVIRONMENT_STATUS,
    RULE_DISABLED,
    ALREADY_DEPLOYED,
    SUPERSEDED,
    SOURCE_COMMIT_MISMATCH,
    SOURCE_BUILD_MISSING,
    SOURCE_BUILD_CHANGED,
    COMMIT_UNKNOWN,
    REF_MOVED,
    RULE_CHANGED,
    PRODUCTION_TARGET,
    FORK_NOT_ALLOWED,
    APPROVAL_EXPIRED,
    APPROVAL_REJECTED,
    LANE_TIMEOUT,
    ACTION_FAILED,
    ACTION_TIMEOUT,
    PLATFORM_UNAVAILABLE,
    TARGET_MISSING,
    ACTION_NOT_SUPPORTED,
    CANCELLED,
    INTERNAL_ERROR
}
