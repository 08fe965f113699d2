package dev.sluice.domain.project;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The secret that one git host signs its deliveries to one project with, and the one before it while both count. */
public record HookSecret(
        ProjectId project, Provider provider, Sealed current, Optional<Former> former, Instant rotatedAt, long revision)
        implements Entity {
    public HookSecret {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(former, "former");
        Objects.requireNonNull(rotatedAt, "rotatedAt");
    }

    /** What both secrets are sealed for. */
    public static String purpose(ProjectId project, Provider provider) {
        return "hook " + project + " " + provider;
    }

    /** The secret before the last rotation; it verifies up to {@code until}. */
    public record Former(Sealed secret, Instant until) {
        public Former {
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(until, "until");
        }
    }
}
