package dev.sluice.domain.decision;

import dev.sluice.domain.Fields;
import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.run.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that need the event and the rule's text only. */
final class EventChecks {
    private EventChecks() {}

    static Optional<Finding> trigger(Question q) {
        if (q.isRepeated()) {
            return Optional.empty(); // a person named the rule and the run: what fired it then is no question now
        }
        String wanted = Fields.wire(q.rule().spec().trigger().kind());
        String seen = Fields.wire(q.event().kind());
        return Finding.match(
                wanted.equals(seen)
                        ? Check.passed("trigger", wanted, seen)
                        : Check.missed(
                                "trigger",
                                wanted,
                                seen,
                                "Set the rule's trigger to " + seen + ".",
                                List.of(Change.set("trigger", takes(q.event())))));
    }

    /** The narrowest trigger that takes this event. */
    private static Map<String, Object> takes(Event event) {
        String type = Fields.wire(event.kind());
        String pattern = Patterns.ref(event.ref());
        return switch (event.kind()) {
            case PUSH -> Map.of("type", type, "branch_patterns", List.of(pattern));
            case TAG_PUSH -> Map.of("type", type, "tag_pattern", pattern);
            case PR_OPEN, PR_MERGE, MANUAL -> Map.of("type", type);
        };
    }

    static Optional<Finding> manualRule(Question q) {
        boolean manual = q.rule().spec().trigger().kind() == EventKind.MANUAL;
        String hint = manual ? "Run this rule itself." : "None: somebody ran another rule by hand.";
        return q.event()
                .rule()
                .flatMap(pressed -> Finding.match(
                        pressed.equals(q.rule().id())
                                ? Check.passed("rule", q.rule().id().value(), pressed.value())
                                : Check.missed("rule", q.rule().id().value(), pressed.value(), hint)));
    }

    static Optional<Finding> repository(Question q) {
        if (q.event().rule().isPresent()) {
            return Optional.empty(); // a person named the rule, so there is nothing to tell apart
        }
        List<String> all = q.situation().project().repositories();
        List<String> wanted = q.rule().spec().repository().map(List::of).orElse(all);
        String seen = q.event().repository();
        String text = String.join(" or ", wanted);
        if (wanted.stream().anyMatch(seen::equalsIgnoreCase)) {
            return Finding.match(Check.passed("repository", text, seen));
        }
        // the rule may name only what the project has, in the project's own spelling
        Optional<String> known = all.stream().filter(seen::equalsIgnoreCase).findFirst();
        return Finding.match(known.map(r -> Check.missed(
                        "repository",
                        text,
                        seen,
                        "Set the rule's repository to " + r + ".",
                        List.of(Change.set("repository", r))))
                .orElseGet(() -> Check.missed(
                        "repository",
                        text,
                        seen,
                        "Add " + seen + " to the project's repositories and set it as the rule's repository.")));
    }

    static Optional<Finding> deletion(Question q) {
        if (!q.event().deleted()) {
            return Optional.empty();
        }
        return Finding.match(Check.missed(
                "deletion",
                "a ref that exists",
                q.event().ref() + " was deleted",
                "None: deleting a branch or a tag fires nothing."));
    }

    static Optional<Finding> fork(Question q) {
        Optional<PullRequest> fork = q.event().pullRequest().filter(PullRequest::fork);
        if (!q.isPullRequest() || fork.isEmpty()) {
            return Optional.empty();
        }
        boolean production =
                q.situation().target().filter(t -> t.isProduction()).isPresent();
        String from = fork.get().sourceRepository().isEmpty()
                ? "a fork that is gone"
                : "the fork " + fork.get().sourceRepository();
        String seen = "Pull request " + fork.get().number() + " comes from " + from;
        if (production) {
            return Finding.orSkip(
                    ReasonCode.FORK_NOT_ALLOWED,
                    Check.missed(
                            "fork",
                            "a branch of the repository itself",
                            seen,
                            "None: a fork never reaches production."));
        }
        boolean allowed = q.rule().spec().conditions().allowForks();
        return Finding.orSkip(
                ReasonCode.FORK_NOT_ALLOWED,
                allowed
                        ? Check.passed("fork", "any", seen)
                        : Check.missed(
                                "fork",
                                "a branch of the repository itself",
                                seen,
                                "An Admin may set allow_forks.",
                                List.of(Change.set("conditions.allow_forks", true))));
    }
}
