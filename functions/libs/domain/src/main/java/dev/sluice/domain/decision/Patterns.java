package dev.sluice.domain.decision;

import dev.sluice.domain.Fields;
import dev.sluice.domain.rule.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to change in a list of patterns so that it takes something. */
final class Patterns {
    /** No pattern may be longer: see the parser of rules. */
    private static final int MAX = 255;

    private Patterns() {}

    /** The edits of the list {@code field} after which it takes this ref: the excluding patterns go, and one comes if need be. */
    static List<Change> takeRef(String field, List<String> patterns, String ref) {
        List<String> excluding = patterns.stream()
                .filter(p -> p.startsWith("!") && !Glob.refMatches(List.of(p), ref))
                .distinct()
                .toList();
        List<String> others =
                patterns.stream().filter(p -> !excluding.contains(p)).toList();
        List<Change> changes = new ArrayList<>();
        excluding.forEach(p -> changes.add(Change.remove(field, p)));
        if (!Glob.refMatches(others, ref)) {
            changes.add(Change.add(field, ref(ref)));
        }
        return changes;
    }

    /** A pattern for this ref: itself, unless it reads as an exclusion or is too long for a pattern. */
    static String ref(String ref) {
        String literal = ref.startsWith("!") ? "?" + ref.substring(1) : ref;
        return literal.length() <= MAX ? literal : cut(literal, MAX - 1) + "*";
    }

    /** A pattern for this path: itself, unless it has wildcards of its own or is too long. */
    static String path(String path) {
        String literal = path.replace('*', '?');
        return literal.length() <= MAX ? literal : cut(literal, MAX - 2) + "**";
    }

    /** "Remove the pattern !a and add the pattern b." */
    static String sentence(List<Change> changes) {
        return sentence(changes, c -> "");
    }

    /** "Remove the pattern a from paths_ignore and add the pattern b to paths." */
    static String sentenceWithFields(List<Change> changes) {
        return sentence(
                changes,
                c -> (c.op() == Change.Op.ADD ? " to " : " from ")
                        + c.field().substring(c.field().lastIndexOf('.') + 1));
    }

    private static String sentence(List<Change> changes, Function<Change, String> where) {
        String joined = Stream.of(Change.Op.REMOVE, Change.Op.ADD)
                .map(op -> changes.stream().filter(c -> c.op() == op).toList())
                .filter(same -> !same.isEmpty())
                .map(same -> Fields.wire(same.get(0).op()) + " " + patterns(same) + where.apply(same.get(0)))
                .collect(Collectors.joining(" and "));
        return Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + ".";
    }

    private static String patterns(List<Change> changes) {
        String all = changes.stream().map(c -> c.value().toString()).collect(Collectors.joining(", "));
        return (changes.size() == 1 ? "the pattern " : "the patterns ") + all;
    }

    private static String cut(String text, int length) {
        boolean halves = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, halves ? length - 1 : length);
    }
}
