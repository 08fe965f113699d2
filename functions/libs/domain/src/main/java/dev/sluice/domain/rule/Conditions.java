package dev.sluice.domain.rule;

import dev.sluice.domain.project.EnvironmentStatus;
import java.util.List;
import java.util.Objects;

/**
 * What else must hold. {@code paths}, {@code pathsIgnore}: path patterns of {@link Glob}, empty = do not look. A push fires
 * if a changed path that {@code pathsIgnore} does not take is taken by {@code paths} (or {@code paths} is empty).
 * {@code environmentStatuses}: the target's, empty = any.
 */
public record Conditions(
        List<String> paths,
        List<String> pathsIgnore,
        OnUnknownPaths onUnknownPaths,
        List<EnvironmentStatus> environmentStatuses,
        boolean allowForks) {
    public Conditions {
        paths = List.copyOf(paths);
        pathsIgnore = List.copyOf(pathsIgnore);
        Objects.requireNonNull(onUnknownPaths, "onUnknownPaths");
        environmentStatuses = List.copyOf(environmentStatuses);
    }

    public static Conditions none() {
        return new Conditions(List.of(), List.of(), OnUnknownPaths.FIRE, List.of(), false);
    }

    /** What a path filter does where the sender does not list the changed paths, or cut the list. */
    public enum OnUnknownPaths {
        FIRE,
        SKIP
    }
}
