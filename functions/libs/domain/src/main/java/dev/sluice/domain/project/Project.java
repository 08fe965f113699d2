package dev.sluice.domain.project;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Owns environments, rules, members and webhook secrets. {@code repositories} are full names as the git host writes them
 * ({@code acme/shop}), at least one; names are compared without case, as git hosts do.
 */
public record Project(ProjectId id, String name, List<String> repositories, Instant createdAt, long revision)
        implements Entity {
    public Project {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        repositories = List.copyOf(repositories);
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
