package dev.sluice.domain.run;

import java.util.Objects;
import java.util.Optional;

/** What the platform did for a run: its task's id, where to look at it, and the build once there is one. */
public record Deployment(String id, String url, Optional<Build> build, String logUrl) {
    public Deployment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(logUrl, "logUrl");
    }
}
