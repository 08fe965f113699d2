package dev.sluice.engine.notice;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.rule.RuleParser;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs in the states that notices are about. */
final class Runs {
    static final ProjectId PROJECT = new ProjectId("demo");
    static final String MESSAGE = "Change a <b>price</b> & more";

    private Runs() {}

    static Run queued(EventKind kind, String actor) {
        Instant now = Instant.now();
        Event event = new Event(
                kind == EventKind.MANUAL ? Provider.SLUICE : Provider.GITHUB,
                kind,
                "acme/shop",
                "main",
                "a".repeat(40),
                "b".repeat(40),
                "b".repeat(40),
                false,
                false,
                actor,
                MESSAGE,
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
        return Run.created(
                PROJECT,
                new RunId(Ulid.of(now, UUID.randomUUID().toString())),
                new RuleRef(new RuleId("deploy-staging"), "Deploy staging", 1),
                RuleParser.parse(Map.of(
                                "name", "Deploy staging",
                                "trigger", Map.of("type", "push", "branch_patterns", List.of("main")),
                                "action", Map.of("type", "deploy", "target_environment", "staging")))
                        .fold(ok -> ok, errors -> {
                            throw new AssertionError(errors.toString());
                        }),
                new Run.Origin(event, new DeliveryId(Ulid.of(now, "delivery")), Optional.empty(), now));
    }

    static Run failed(EventKind kind, String actor) {
        Instant now = Instant.now();
        return queued(kind, actor)
                .on(RunInput.START, now, Optional.empty())
                .orElseThrow()
                .on(
                        RunInput.FAIL,
                        now.plusSeconds(61),
                        Optional.of(new Reason(ReasonCode.ACTION_FAILED, "npm ended with 1")))
                .orElseThrow();
    }

    static Run failed() {
        return failed(EventKind.PUSH, "octocat");
    }

    static Run pendingApproval() {
        return queued(EventKind.PUSH, "octocat")
                .on(RunInput.ASK_APPROVAL, Instant.now(), Optional.empty())
                .orElseThrow();
    }
}
