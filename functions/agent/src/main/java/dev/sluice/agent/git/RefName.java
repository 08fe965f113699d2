package dev.sluice.agent.git;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a branch or a tag as a person gives it, or the beginning of a commit SHA. By git's rules for ref names, so that none
 * of git's revision operators and no option can hide in it.
 */
public record RefName(String value) {

    /** What would be right, for messages. */
    public static final String FORM =
            "must be a branch, a tag, refs/heads/..., refs/tags/... or a commit SHA of at least 7 digits";

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|[/.]$|/\\.|\\.lock(/|$)|^@$");
    private static final Pattern ABBREVIATED = Pattern.compile("[0-9a-fA-F]{7,63}");
    private static final int MAX_LENGTH = 255;

    public RefName {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || FORBIDDEN.matcher(value).find()) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Empty where the text is no possible ref name. */
    public static Optional<RefName> parse(String text) {
        try {
            return Optional.of(new RefName(text));
        } catch (IllegalArgumentException notARef) {
            return Optional.empty();
        }
    }

    /** The full SHA, if that is what it is. */
    Optional<CommitId> commit() {
        return CommitId.parse(value);
    }

    /** The full names that it may stand for. */
    List<String> fullNames() {
        if (value.startsWith("refs/")) {
            return value.startsWith("refs/heads/") || value.startsWith("refs/tags/") ? List.of(value) : List.of();
        }
        return List.of("refs/heads/" + value, "refs/tags/" + value);
    }

    boolean mayBeAbbreviatedCommit() {
        return ABBREVIATED.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
