package dev.sluice.domain.project;

import java.util.Locale;
import java.util.Optional;

/** How an environment is, as its platform says; {@code UNKNOWN} where the platform does not answer. */
public enum EnvironmentStatus {
    RUNNING,
    DEPLOYING,
    STOPPED,
    FAILED,
    UNKNOWN;

    /** What a platform's word means; empty for a word that neither platform is known to say. The agent's are ours, oec.sh has more. */
    public static Optional<EnvironmentStatus> told(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "running" -> Optional.of(RUNNING);
            case "deploying", "pending", "cloning" -> Optional.of(DEPLOYING);
            case "stopped", "paused" -> Optional.of(STOPPED);
            case "failed", "error" -> Optional.of(FAILED);
            case "unknown" -> Optional.of(UNKNOWN);
            default -> Optional.empty();
        };
    }
}
