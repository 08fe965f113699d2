package dev.sluice.domain.project;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.store.Entity;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a build runs. {@code build} is what we last deployed there with success, {@code arrival} how it came there; the
 * platform is asked for the truth.
 */
public record Environment(
        ProjectId project,
        EnvironmentId id,
        String name,
        EnvironmentKind kind,
        Platform platform,
        Optional<String> url,
        Optional<Build> build,
        Optional<Arrival> arrival,
        long revision)
        implements Entity {
    public Environment {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(arrival, "arrival");
    }

    public boolean isProduction() {
        return kind == EnvironmentKind.PRODUCTION;
    }

    public Environment withBuild(Build newest, Arrival how) {
        return new Environment(project, id, name, kind, platform, url, Optional.of(newest), Optional.of(how), revision);
    }

    /** What the platform's key is sealed for. */
    public static String keyPurpose(ProjectId project, EnvironmentId id) {
        return "platform " + project + " " + id;
    }
}
