package dev.sluice.providers;

/** Makes text from outside fit to be queued, stored and shown. */
final class Clean {
    private static final int REPLACEMENT = 0xFFFD;

    private Clean() {}

    /**
     * Replaces what no queue or UTF-8 writer takes (control characters, halves of surrogate pairs, U+FFFE and U+FFFF) by
     * U+FFFD.
     */
    static String text(String text) {
        return text.codePoints().allMatch(Clean::allowed)
                ? text
                : text.codePoints()
                        .map(c -> allowed(c) ? c : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The first line, at most {@code maxLength} UTF-16 units of it, ending in an ellipsis where the line was longer. */
    static String firstLine(String text, int maxLength) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= maxLength) {
            return text(line);
        }
        int end = maxLength - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return text(line.substring(0, end)) + "…";
    }

    static boolean isClean(String text) {
        return text.codePoints().allMatch(Clean::allowed);
    }

    private static boolean allowed(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !Character.isISOControl(c) && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
