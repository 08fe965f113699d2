package dev.sluice.domain.decision;

import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Glob;
import dev.sluice.domain.run.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path filter. */
final class PathChecks {
    private PathChecks() {}

    static Optional<Finding> paths(Question q) {
        Conditions conditions = q.rule().spec().conditions();
        boolean filters =
                !conditions.paths().isEmpty() || !conditions.pathsIgnore().isEmpty();
        if (!filters
                || q.event().rule().isPresent()
                || q.event().kind() == EventKind.MANUAL
                || q.event().kind() == EventKind.TAG_PUSH) {
            return Optional.empty(); // a tag or a person means the commit, whatever it changed
        }
        return Finding.orSkip(
                ReasonCode.PATH_FILTER, check(conditions, q.event().changedPaths()));
    }

    private static Check check(Conditions conditions, ChangedPaths changed) {
        String wanted = wanted(conditions);
        Optional<String> taken =
                changed.paths().stream().filter(p -> takes(conditions, p)).findFirst();
        if (taken.isPresent()) {
            return Check.passed("paths", wanted, "Changed: " + taken.get());
        }
        if (!changed.complete()) {
            String seen = "The changed paths are not all known, and none of those known passes the filter";
            return conditions.onUnknownPaths() == Conditions.OnUnknownPaths.FIRE
                    ? Check.passed("paths", wanted, seen)
                    : Check.missed("paths", wanted, seen, "Set on_unknown_paths to fire.");
        }
        if (changed.paths().isEmpty()) {
            return Check.missed("paths", wanted, "The push changed no file", "Remove the path filter.");
        }
        String first = changed.paths().get(0);
        String more = changed.paths().size() > 1 ? " and " + (changed.paths().size() - 1) + " more" : "";
        boolean ignored = Glob.pathMatches(conditions.pathsIgnore(), first);
        String hint = ignored ? "Take " + first + " out of paths_ignore." : "Add a pattern for " + first + " to paths.";
        return Check.missed("paths", wanted, "None of the changed paths passes the filter: " + first + more, hint);
    }

    private static boolean takes(Conditions conditions, String path) {
        return (conditions.paths().isEmpty() || Glob.pathMatches(conditions.paths(), path))
                && !Glob.pathMatches(conditions.pathsIgnore(), path);
    }

    private static String wanted(Conditions conditions) {
        List<String> parts = new ArrayList<>();
        parts.add("a change in " + (conditions.paths().isEmpty() ? "any path" : String.join(", ", conditions.paths())));
        if (!conditions.pathsIgnore().isEmpty()) {
            parts.add("not counting " + String.join(", ", conditions.pathsIgnore()));
        }
        return String.join(", ", parts);
    }
}
