package dev.sluice.domain.decision;

import dev.sluice.domain.Fields;
import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.rule.Glob;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.ReasonCode;
import java.util.List;
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
                        : Check.missed("trigger", wanted, seen, "Set the rule's trigger to " + seen + "."));
    }

    static Optional<Finding> manualRule(Question q) {
        return q.event()
                .rule()
                .flatMap(pressed -> Finding.match(
                        pressed.equals(q.rule().id())
                                ? Check.passed("rule", q.rule().id().value(), pressed.value())
                                : Check.missed(
                                        "rule", q.rule().id().value(), pressed.value(), "Run this rule itself.")));
    }

    static Optional<Finding> repository(Question q) {
        if (q.event().rule().isPresent()) {
            return Optional.empty(); // a person named the rule, so there is nothing to tell apart
        }
        List<String> wanted = q.rule()
                .spec()
                .repository()
                .map(List::of)
                .orElse(q.situation().project().repositories());
        String seen = q.event().repository();
        String text = String.join(" or ", wanted);
        return Finding.match(
                wanted.stream().anyMatch(seen::equalsIgnoreCase)
                        ? Check.passed("repository", text, seen)
                        : Check.missed(
                                "repository",
                                text,
                                seen,
                                "Add " + seen + " to the project, or set it as the rule's repository."));
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

    static Optional<Finding> refs(Question q) {
        if (q.isRepeated()) {
            return Optional.empty();
        }
        return q.rule()
                .spec()
                .trigger()
                .fold(new Trigger.Cases<>(
                        push -> refs("branch", push.branchPatterns(), q.event().ref()),
                        tag -> refs("tag", List.of(tag.tagPattern()), q.event().ref()),
                        pr -> target(pr.targetBranchPatterns(), q),
                        pr -> target(pr.targetBranchPatterns(), q),
                        manual -> Optional.empty()));
    }

    static Optional<Finding> sourceBranch(Question q) {
        if (q.isRepeated()
                || !(q.rule().spec().trigger() instanceof Trigger.PrOpen open)
                || open.sourceBranchPatterns().isEmpty()) {
            return Optional.empty();
        }
        return q.event()
                .pullRequest()
                .flatMap(pr -> refs("source_branch", open.sourceBranchPatterns(), pr.sourceBranch()));
    }

    static Optional<Finding> fork(Question q) {
        Optional<PullRequest> fork = q.event().pullRequest().filter(PullRequest::fork);
        if (!q.isPullRequest() || fork.isEmpty()) {
            return Optional.empty();
        }
        boolean production =
                q.situation().target().filter(t -> t.isProduction()).isPresent();
        String from = fork.get().sourceRepository().isEmpty()
                ? "a repository that is gone"
                : fork.get().sourceRepository();
        String seen = "Pull request " + fork.get().number() + " comes from the fork " + from;
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
                                "fork", "a branch of the repository itself", seen, "An Admin may set allow_forks."));
    }

    private static Optional<Finding> target(List<String> patterns, Question q) {
        String branch = q.event().pullRequest().map(PullRequest::targetBranch).orElse("");
        return patterns.isEmpty() ? Optional.empty() : refs("target_branch", patterns, branch);
    }

    private static Optional<Finding> refs(String name, List<String> patterns, String ref) {
        String wanted = String.join(", ", patterns);
        boolean excluded = patterns.contains("!" + ref);
        String hint = excluded ? "Remove the pattern !" + ref + "." : "Add the pattern " + ref + ".";
        return Finding.match(
                Glob.refMatches(patterns, ref)
                        ? Check.passed(name, wanted, ref)
                        : Check.missed(name, wanted, ref, hint));
    }
}
