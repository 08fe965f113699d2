package dev.sluice.domain.project;

/** How an environment is, in its platform's words; {@code UNKNOWN} where the platform does not answer. */
public enum EnvironmentStatus {
    RUNNING,
    DEPLOYING,
    STOPPED,
    FAILED,
    UNKNOWN
}
