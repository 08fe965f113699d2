package dev.sluice.domain.lane;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.store.Entity;
import java.util.Objects;

/** One run that waits for a lane; lower numbers came first. Its task token is the run's own. */
public record LaneWaiter(ProjectId project, EnvironmentId environment, long number, RunId run, long revision)
        implements Entity {
    public LaneWaiter {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(run, "run");
    }
}
