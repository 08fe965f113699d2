package dev.sluice.domain.rule;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
        boolean included = !anyIncluding || patterns.stream().anyMatch(p -> !p.startsWith("!") && ref(p).matches(ref));
        boolean excluded = patterns.stream()
                .anyMatch(p -> p.startsWith("!") && ref(p.substring(1)).matches(ref));
        return included && !excluded;
    }

    /** Whether any of the path patterns takes this path (relative, with {@code /}). */
    public static boolean pathMatches(List<String> patterns, String path) {
        return paths(patterns).test(path);
    }

    /** The same for many paths. */
    public static Predicate<String> paths(List<String> patterns) {
        List<Matcher> all = patterns.stream().map(Glob::path).toList();
        return path -> all.stream().anyMatch(m -> m.matches(path));
    }

    private static Matcher ref(String glob) {
        return new Matcher(glob.codePoints()
                .map(c -> switch (c) {
                    case '*' -> Matcher.MANY;
                    case '?' -> Matcher.ONE;
                    default -> c;
                })
                .toArray());
    }

    private static Matcher path(String glob) {
        IntStream.Builder tokens = IntStream.builder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                tokens.add(Matcher.FOLDERS).add(Matcher.IN_FOLDERS);
                i += 3;
            } else if (glob.startsWith("**", i)) {
                tokens.add(Matcher.MANY);
                i += 2;
            } else {
                int c = glob.codePointAt(i);
                tokens.add(c == '*' ? Matcher.MANY_NO_SLASH : c == '?' ? Matcher.ONE_NO_SLASH : c);
                i += Character.charCount(c);
            }
        }
        return new Matcher(tokens.build().toArray());
    }

    /**
     * Walks the text once and keeps all places in the pattern that it may be at, so that no pattern, however many stars it
     * has, takes longer than its length times the text's. A regular expression may take for ever.
     */
    private static final class Matcher {
        static final int ONE = -1;
        static final int ONE_NO_SLASH = -2;
        static final int MANY = -3;
        static final int MANY_NO_SLASH = -4;
        /** No folder at all, or any number of them; always followed by {@link #IN_FOLDERS}, the place inside them. */
        static final int FOLDERS = -5;

        static final int IN_FOLDERS = -6;

        private final int[] tokens;

        Matcher(int[] tokens) {
            this.tokens = tokens;
        }

        boolean matches(String text) {
            BitSet places = new BitSet(tokens.length + 1);
            places.set(0);
            skip(places);
            int i = 0;
            while (i < text.length() && !places.isEmpty()) {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                BitSet next = new BitSet(tokens.length + 1);
                for (int at = places.nextSetBit(0); at >= 0 && at < tokens.length; at = places.nextSetBit(at + 1)) {
                    step(at, c, next);
                }
                skip(next);
                places = next;
            }
            return places.get(tokens.length);
        }

        private void step(int at, int c, BitSet next) {
            boolean slash = c == '/';
            switch (tokens[at]) {
                case ONE -> next.set(at + 1);
                case ONE_NO_SLASH -> next.set(at + 1, at + (slash ? 1 : 2));
                case MANY -> next.set(at);
                case MANY_NO_SLASH -> next.set(at, at + (slash ? 0 : 1));
                case FOLDERS -> next.set(at + 1, at + (slash ? 3 : 2));
                case IN_FOLDERS -> next.set(at, at + (slash ? 2 : 1));
                default -> next.set(at + 1, at + (tokens[at] == c ? 2 : 1));
            }
        }

        /** What may be nothing is passed. */
        private void skip(BitSet places) {
            for (int at = places.nextSetBit(0); at >= 0 && at < tokens.length; at = places.nextSetBit(at + 1)) {
                if (tokens[at] == MANY || tokens[at] == MANY_NO_SLASH) {
                    places.set(at + 1);
                } else if (tokens[at] == FOLDERS) {
                    places.set(at + 2);
                }
            }
        }
    }
}
