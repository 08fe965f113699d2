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
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads runs, lanes and actions. All strongly consistent but the lists and a rule's newest run. */
public interface RunStore {
    /** A run by its id alone, as the state machine knows it. */
    Optional<Run> run(RunId id);

    /** The run if it is of this project. */
    default Optional<Run> run(ProjectId project, RunId id) {
        return run(id).filter(r -> r.project().equals(project));
    }

    /** Those of these runs that are there, in no order. One call a hundred. */
    List<Run> runs(Collection<RunId> ids);

    /** A project's runs, newest first; with a status only those. */
    Page<Run> runs(ProjectId project, Optional<RunStatus> status, Page.Request page);

    /** One rule's runs, newest first. */
    Page<Run> runs(ProjectId project, RuleId rule, Optional<RunStatus> status, Page.Request page);

    /** One rule's newest run. One query. */
    Optional<Run> newest(ProjectId project, RuleId rule);

    /** Runs that are not settled and whose {@code checkAt} has passed, the longest waiting first. */
    Page<Run> standingStill(Instant now, Page.Request page);

    Optional<ActionState> action(RunId run);

    /** By the hash of its token. */
    Optional<ApprovalLink> approvalLink(String tokenHash);

    /** A free lane (revision 0) where none is stored. */
    Lane lane(ProjectId project, EnvironmentId environment);

    /** The lanes of these environments that are or were held by a run; the others are free. In no order; one call a hundred. */
    List<Lane> lanes(ProjectId project, Collection<EnvironmentId> environments);

    /** How many wait. One query. */
    int waiting(ProjectId project, EnvironmentId environment);

    /** Who waits longest. */
    Optional<LaneWaiter> firstWaiter(ProjectId project, EnvironmentId environment);

    /** This run's place among those who wait, if it has one. */
    Optional<LaneWaiter> waiter(ProjectId project, EnvironmentId environment, RunId run);
}
