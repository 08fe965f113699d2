package dev.sluice.engine;

import dev.sluice.aws.Notice;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.run.TimelineEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Every type that these functions read or write as JSON; a native image keeps no others' members. */
@RegisterForReflection(
        targets = {
            ActionOutcome.class,
            ActionState.class,
            ActionState.Phase.class,
            Build.class,
            ChangedPaths.class,
            Check.class,
            Decision.class,
            DecisionRecord.class,
            Delivery.class,
            DeliveryId.class,
            Deployment.class,
            Environment.class,
            EnvironmentId.class,
            EnvironmentKind.class,
            Event.class,
            EventClaim.class,
            EventClaim.Kind.class,
            EventKind.class,
            Lane.class,
            Lane.Holder.class,
            LaneWaiter.class,
            Notice.class,
            PendingToken.class,
            Platform.class,
            Platform.Type.class,
            Project.class,
            ProjectId.class,
            Provider.class,
            PullRequest.class,
            Reason.class,
            ReasonCode.class,
            RefHead.class,
            Rule.class,
            RuleId.class,
            RuleRef.class,
            RuleSpec.class,
            RuleState.class,
            RuleState.Claim.class,
            RuleState.Trip.class,
            Run.class,
            RunId.class,
            RunStatus.class,
            Sealed.class,
            TimelineEntry.class,
            Verdict.class
        })
final class NativeJson {
    private NativeJson() {}
}
