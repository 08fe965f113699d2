package dev.sluice.domain.decision;

import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.rule.Glob;
import dev.sluice.domain.rule.Trigger;
import java.util.List;
import java.util.Optional;

/** Checks of branch and tag patterns. */
final class RefChecks {
    private RefChecks() {}

    static Optional<Finding> refs(Question q) {
        if (q.isRepeated()) {
            return Optional.empty();
        }
        return q.rule()
                .spec()
                .trigger()
                .fold(new Trigger.Cases<>(
                        push -> list(
                                "branch",
                                "trigger.branch_patterns",
                                push.branchPatterns(),
                                q.event().ref()),
                        tag -> tag(tag.tagPattern(), q.event().ref()),
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
                .flatMap(pr -> list(
                        "source_branch",
                        "trigger.source_branch_patterns",
                        open.sourceBranchPatterns(),
                        pr.sourceBranch()));
    }

    private static Optional<Finding> target(List<String> patterns, Question q) {
        String branch = q.event().pullRequest().map(PullRequest::targetBranch).orElse("");
        return patterns.isEmpty()
                ? Optional.empty()
                : list("target_branch", "trigger.target_branch_patterns", patterns, branch);
    }

    private static Optional<Finding> list(String name, String field, List<String> patterns, String ref) {
        String wanted = String.join(", ", patterns);
        if (Glob.refMatches(patterns, ref)) {
            return Finding.match(Check.passed(name, wanted, ref));
        }
        List<Change> changes = Patterns.takeRef(field, patterns, ref);
        return Finding.match(Check.missed(name, wanted, ref, Patterns.sentence(changes), changes));
    }

    /** There is one tag pattern, so another one takes its place. */
    private static Optional<Finding> tag(String pattern, String tag) {
        String takes = Patterns.ref(tag);
        return Finding.match(
                Glob.refMatches(List.of(pattern), tag)
                        ? Check.passed("tag", pattern, tag)
                        : Check.missed(
                                "tag",
                                pattern,
                                tag,
                                "Set the tag pattern to one that takes " + tag + ", such as " + takes + ".",
                                List.of(Change.set("trigger.tag_pattern", takes))));
    }
}
