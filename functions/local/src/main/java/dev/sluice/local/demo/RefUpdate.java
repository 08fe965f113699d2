package dev.sluice.local.demo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a post-receive hook: a ref that moved, was made or was deleted. */
record RefUpdate(String before, String after, String ref) {

    static final String NOTHING = "0".repeat(40);
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) (refs/[^ ]+)");

    /** The updates of a hook's standard input; other lines are an error. */
    static List<RefUpdate> parse(String input) {
        return input.lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    Matcher matcher = LINE.matcher(line);
                    if (!matcher.matches()) {
                        throw new IllegalArgumentException("a line of \"old new ref\" is wanted, not: " + line);
                    }
                    return new RefUpdate(matcher.group(1), matcher.group(2), matcher.group(3));
                })
                .toList();
    }

    boolean created() {
        return before.equals(NOTHING);
    }

    boolean deleted() {
        return after.equals(NOTHING);
    }

    boolean isBranch() {
        return ref.startsWith("refs/heads/");
    }

    String shortName() {
        return ref.replaceFirst("^refs/(heads|tags)/", "");
    }
}
