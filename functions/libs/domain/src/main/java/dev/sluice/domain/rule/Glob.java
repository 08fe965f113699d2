package dev.sluice.domain.rule;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The two kinds of pattern that a rule has. A ref pattern: {@code *} takes anything, {@code /} included, {@code ?} one
 * character, all else is itself; a leading {@code !} excludes. A path pattern: {@code *} stays inside a folder, {@code **}
 * crosses folders ({@code a/**} takes all below {@code a}, {@code **}{@code /x} also takes {@code x} at the top), {@code ?}
 * one character but {@code /}.
 */
public final class Glob {
    private Glob() {}

    /**
     * Whether a list of ref patterns takes a ref: at least one including pattern matches (with none given, all do), and no
     * excluding one. Order does not matter.
     */
    public static boolean refMatches(List<String> patterns, String ref) {
        boolean anyIncluding = patterns.stream().anyMatch(p -> !p.startsWith("!"));
        boolean included = !anyIncluding
                || patterns.stream()
                        .anyMatch(p -> !p.startsWith("!") && ref(p).matcher(ref).matches());
        boolean excluded = patterns.stream()
                .anyMatch(p ->
                        p.startsWith("!") && ref(p.substring(1)).matcher(ref).matches());
        return included && !excluded;
    }

    /** Whether any of the path patterns takes this path (relative, with {@code /}). */
    public static boolean pathMatches(List<String> patterns, String path) {
        return patterns.stream().anyMatch(p -> path(p).matcher(path).matches());
    }

    /** The same for many paths: whether any of the patterns takes one. */
    public static Predicate<String> paths(List<String> patterns) {
        List<Pattern> compiled = patterns.stream().map(Glob::path).toList();
        return path -> compiled.stream().anyMatch(p -> p.matcher(path).matches());
    }

    private static Pattern ref(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Pattern path(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                int c = glob.codePointAt(i);
                switch (c) {
                    case '*' -> regex.append("[^/]*");
                    case '?' -> regex.append("[^/]");
                    default -> regex.append(Pattern.quote(Character.toString(c)));
                }
                i += Character.charCount(c);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
