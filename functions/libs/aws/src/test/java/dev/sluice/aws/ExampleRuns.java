package dev.sluice.aws;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalLink;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs of the one project, and what belongs to a run. */
final class ExampleRuns {
    private ExampleRuns() {}

    /** A run in every status that is not final. */
    static List<Run> open() {
        return Stream.of(RunStatus.values())
                .filter(status -> !status.isFinal())
                .map(status -> run(Examples.runId(Examples.NOW, status.name()), status, Examples.NOW))
                .toList();
    }

    static Run run(RunId id, RunStatus status, Instant checkAt) {
        return new Run(
                Examples.DEMO,
                id,
                new RuleRef(Examples.RULE, "A rule", 3),
                Examples.spec(new Trigger.Push(List.of("main")), new Action.Deploy(Examples.STAGING, true)),
                ExampleEvents.push("main"),
                Examples.DELIVERY,
                Optional.empty(),
                status,
                Optional.empty(),
                Gates.none(),
                Optional.of(new PendingToken("EnterLane", new Sealed("v1.dG9rZW4="))),
                Optional.empty(),
                Optional.empty(),
                List.of(TimelineEntry.of(Examples.NOW, "queued", "")),
                Examples.NOW,
                Optional.empty(),
                Optional.empty(),
                checkAt,
                false,
                0);
    }

    static Run finished() {
        return new Run(
                Examples.DEMO,
                Examples.RUN,
                new RuleRef(Examples.RULE, "A rule", 3),
                Examples.spec(
                        new Trigger.TagPush("v*"), new Action.Promote(Examples.STAGING, Examples.PRODUCTION, true)),
                ExampleEvents.tag(),
                Examples.DELIVERY,
                Optional.of(new Rerun(Examples.RUN, "ada@example.com", Optional.of(Examples.build()))),
                RunStatus.FAILED,
                Optional.of(new Reason(ReasonCode.ACTION_FAILED, "The build command ended with 1.")),
                gates(),
                Optional.empty(),
                Optional.of(deployment()),
                Optional.of("exit 1"),
                List.of(
                        TimelineEntry.of(Examples.NOW, "queued", ""),
                        new TimelineEntry(Examples.NOW, "approved", "ada", "Go!")),
                Examples.NOW,
                Optional.of(Examples.NOW.plusSeconds(1)),
                Optional.of(Examples.NOW.plusSeconds(2)),
                Examples.NOW.plusSeconds(120),
                true,
                0);
    }

    private static Gates gates() {
        Approval asked = Approval.asked(
                Examples.NOW,
                Duration.ofHours(1),
                new Approval.Background(
                        Optional.of(Examples.build()), Optional.of(3), Optional.of("Add a thing"), Optional.of("Ada")));
        Approval.Answer yes = new Approval.Answer(Approval.Decision.APPROVED, "ada@example.com", Examples.NOW, "Go!");
        return Gates.none()
                .withFrozen(Optional.of(Examples.build()))
                .heldUntil(Examples.NOW.plusSeconds(60))
                .with(asked.asReminded().answered(yes))
                .with(new Cancellation("ada@example.com", Examples.NOW))
                .supersededBy(Examples.runId(Examples.NOW, "newer"));
    }

    static ApprovalLink approvalLink() {
        return new ApprovalLink(
                "0a", Examples.DEMO, Examples.RUN, "Ada@Example.com", Examples.NOW.plusSeconds(3600), 0);
    }

    static Deployment deployment() {
        return new Deployment("task-1", "http://127.0.0.1:9001", Optional.of(Examples.build()), "");
    }

    static ActionState action() {
        return new ActionState(
                Examples.DEMO,
                Examples.RUN,
                4,
                Examples.NOW.plusSeconds(10),
                ActionState.Phase.ENDED,
                new Sealed("v1.dG9rZW4="),
                Optional.of("task-1"),
                1,
                Optional.of(new ActionOutcome(
                        Optional.of(new Reason(ReasonCode.ACTION_TIMEOUT, "It took too long.")),
                        Optional.of(deployment()))),
                Examples.NOW,
                0);
    }
}
