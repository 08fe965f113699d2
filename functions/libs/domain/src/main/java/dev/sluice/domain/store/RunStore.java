package dev.sluice.domain.store;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Instant;
import java.util.Optional;

/** Reads runs, lanes and actions. All strongly consistent but the lists. */
public interface RunStore {
    /** A run by its id alone, as the state machine knows it. */
    Optional<Run> run(RunId id);

    /** The run if it is of this project. */
    default Optional<Run> run(ProjectId project, RunId id) {
        return run(id).filter(r -> r.project().equals(project));
    }

    /** A project's runs, newest first; with a status only those. */
    Page<Run> runs(ProjectId project, Optional<RunStatus> status, Page.Request page);

    /** One rule's runs, newest first. */
    Page<Run> runs(ProjectId project, RuleId rule, Optional<RunStatus> status, Page.Request page);

    /** Runs that are not settled and whose {@code checkAt} has passed, the longest waiting first. */
    Page<Run> standingStill(Instant now, Page.Request page);

    Optional<ActionState> action(RunId run);

    /** By the hash of its token. */
    Optional<ApprovalLink> approvalLink(String tokenHash);

    /** A free lane (revision 0) where none is stored. */
    Lane lane(ProjectId project, EnvironmentId environment);

    /** Who waits longest. */
    Optional<LaneWaiter> firstWaiter(ProjectId project, EnvironmentId environment);

    /** This run's place among those who wait, if it has one. */
    Optional<LaneWaiter> waiter(ProjectId project, EnvironmentId environment, RunId run);
}
