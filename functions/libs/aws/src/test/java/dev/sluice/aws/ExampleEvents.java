package dev.sluice.aws;

import dev.sluice.domain.decision.Change;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.RuleRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the one project was told, and what its rules made of it. */
final class ExampleEvents {
    private ExampleEvents() {}

    static Event push(String branch) {
        return event(EventKind.PUSH, branch, Examples.SHA, Optional.empty());
    }

    static Event tag() {
        return event(EventKind.TAG_PUSH, "v1.0", Examples.SHA, Optional.empty());
    }

    static Event pullRequest() {
        PullRequest pr = new PullRequest(42, "Mend it", "feature/x", "", "main", true);
        return event(EventKind.PR_OPEN, "42", Examples.SHA, Optional.of(pr));
    }

    static Event event(EventKind kind, String ref, String after, Optional<PullRequest> pullRequest) {
        return new Event(
                Provider.GITHUB,
                kind,
                "Acme/Shop",
                ref,
                Event.NO_COMMIT,
                after,
                after,
                false,
                false,
                "ada",
                "Add a thing\n\nwith \"quotes\", a tab\t and 🚀",
                "",
                new ChangedPaths(List.of("addons/a.py", "README.md"), true),
                pullRequest,
                Optional.of(Examples.RULE));
    }

    static Delivery delivery(String key, List<Event> events) {
        return new Delivery(
                Examples.DEMO,
                Examples.DELIVERY,
                key,
                Provider.GITHUB,
                "push",
                Examples.NOW,
                events,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    static Delivery ignored() {
        return Delivery.received(
                Examples.DEMO,
                Provider.GITHUB,
                "ping",
                "key-2",
                Examples.NOW,
                Delivery.Facts.ignored("A ping has no event."));
    }

    static DecisionRecord decision(int eventIndex, Verdict verdict) {
        Optional<Reason> reason = verdict == Verdict.SKIP
                ? Optional.of(new Reason(ReasonCode.COOLDOWN, "Cooling down until 14:05."))
                : Optional.empty();
        List<Check> checks = List.of(
                Check.passed("trigger", "push", "push"),
                Check.missed("cooldown", "none", "one", "Wait."),
                Check.missed(
                        "trigger",
                        "push",
                        "manual",
                        "Set the trigger.",
                        List.of(
                                Change.set("trigger", Map.of("type", "push", "branch_patterns", List.of("main"))),
                                Change.set("enabled", true),
                                Change.add("conditions.paths", "a"),
                                Change.remove("conditions.paths_ignore", "b"))));
        return new DecisionRecord(
                Examples.DEMO,
                Examples.DELIVERY,
                eventIndex,
                new RuleRef(Examples.RULE, "A rule", 3),
                new Decision(verdict, reason, checks),
                verdict == Verdict.FIRE ? Optional.of(Examples.RUN) : Optional.empty(),
                verdict == Verdict.FIRE,
                0);
    }
}
