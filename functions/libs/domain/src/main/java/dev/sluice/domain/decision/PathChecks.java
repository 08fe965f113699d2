package dev.sluice.domain.decision;

import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Glob;
import dev.sluice.domain.run.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The path filter. */
final class PathChecks {
    /** The smallest change is sought among so many of the changed paths. */
    private static final int LOOKED_AT = 100;

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
        Predicate<String> included = conditions.paths().isEmpty() ? path -> true : Glob.paths(conditions.paths());
        Predicate<String> taken =
                included.and(Glob.paths(conditions.pathsIgnore()).negate());
        Optional<String> first = changed.paths().stream().filter(taken).findFirst();
        if (first.isPresent()) {
            return Check.passed("paths", wanted, "Changed: " + first.get());
        }
        if (!changed.complete()) {
            String seen = changed.paths().isEmpty()
                    ? "It is not known which paths changed"
                    : "The changed paths are not all known, and none of those known passes the filter";
            return conditions.onUnknownPaths() == Conditions.OnUnknownPaths.FIRE
                    ? Check.passed("paths", wanted, seen)
                    : Check.missed(
                            "paths",
                            wanted,
                            seen,
                            "Set on_unknown_paths to fire.",
                            List.of(Change.set("conditions.on_unknown_paths", "fire")));
        }
        return changed.paths().isEmpty() ? nothing(conditions, wanted) : none(conditions, wanted, changed.paths());
    }

    private static Check nothing(Conditions conditions, String wanted) {
        List<Change> changes = new ArrayList<>();
        if (!conditions.paths().isEmpty()) {
            changes.add(Change.set("conditions.paths", List.of()));
        }
        if (!conditions.pathsIgnore().isEmpty()) {
            changes.add(Change.set("conditions.paths_ignore", List.of()));
        }
        return Check.missed("paths", wanted, "No file was changed", "Remove the path filter.", changes);
    }

    private static Check none(Conditions conditions, String wanted, List<String> paths) {
        String more = paths.size() > 1 ? " and " + (paths.size() - 1) + " more" : "";
        Predicate<String> included = conditions.paths().isEmpty() ? path -> true : Glob.paths(conditions.paths());
        Map<String, Predicate<String>> ignoring = new LinkedHashMap<>();
        conditions.pathsIgnore().forEach(pattern -> ignoring.put(pattern, Glob.paths(List.of(pattern))));
        List<Change> changes = paths.stream()
                .limit(LOOKED_AT)
                .map(path -> changes(included, ignoring, path))
                .min(Comparator.<List<Change>>comparingInt(List::size).thenComparing(PathChecks::removals))
                .orElseThrow();
        return Check.missed(
                "paths",
                wanted,
                "None of the changed paths passes the filter: " + paths.get(0) + more,
                Patterns.sentenceWithFields(changes),
                changes);
    }

    /** What lets this path through: its patterns out of the one list, and itself into the other. */
    private static List<Change> changes(
            Predicate<String> included, Map<String, Predicate<String>> ignoring, String path) {
        List<Change> changes = new ArrayList<>();
        ignoring.forEach((pattern, takes) -> {
            if (takes.test(path)) {
                changes.add(Change.remove("conditions.paths_ignore", pattern));
            }
        });
        if (!included.test(path)) {
            changes.add(Change.add("conditions.paths", Patterns.path(path)));
        }
        return changes;
    }

    private static long removals(List<Change> changes) {
        return changes.stream().filter(c -> c.op() == Change.Op.REMOVE).count();
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
