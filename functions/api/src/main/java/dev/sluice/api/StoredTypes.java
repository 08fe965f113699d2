package dev.sluice.api;

import dev.sluice.domain.decision.Change;
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
import dev.sluice.domain.event.Redelivery;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Cancellation;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Gates;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.run.TimelineEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What this function reads from the table or writes to it as JSON: a native image keeps the fields of these only. A test
 * finds what is missing here.
 */
@RegisterForReflection(
        targets = {
            Approval.class,
            Approval.Answer.class,
            Approval.Background.class,
            Approval.Decision.class,
            ApprovalLink.class,
            Arrival.class,
            Build.class,
            Cancellation.class,
            ChangedPaths.class,
            Change.class,
            Change.Op.class,
            Check.class,
            Decision.class,
            DecisionRecord.class,
            Delivery.class,
            Deployment.class,
            Environment.class,
            EnvironmentKind.class,
            Event.class,
            EventClaim.class,
            EventClaim.Kind.class,
            EventKind.class,
            Gates.class,
            HookSecret.class,
            HookSecret.Former.class,
            Lane.class,
            Lane.Holder.class,
            LaneWaiter.class,
            Member.class,
            NoticeAttempt.class,
            NoticeAttempt.Outcome.class,
            NoticeChannel.class,
            NoticeChannel.Former.class,
            NoticeChannel.Kind.class,
            NoticeChannel.Signing.class,
            NoticeChannel.Target.class,
            NoticeEvent.class,
            PendingToken.class,
            Platform.class,
            Platform.Type.class,
            Project.class,
            Provider.class,
            PullRequest.class,
            Reason.class,
            ReasonCode.class,
            Redelivery.class,
            RefHead.class,
            Rerun.class,
            Role.class,
            Rule.class,
            RuleRef.class,
            RuleState.class,
            RuleState.Claim.class,
            RuleState.Trip.class,
            Run.class,
            RunStatus.class,
            TimelineEntry.class,
            Verdict.class,
        })
final class StoredTypes {
    private StoredTypes() {}
}
