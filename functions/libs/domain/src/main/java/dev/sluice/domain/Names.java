package dev.sluice.domain;

import java.util.Objects;
import java.util.regex.Pattern;

/** The forms that names from outside may have. Each method returns its argument or throws {@link IllegalArgumentException}. */
public final class Names {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z-]{0,62}[0-9A-Za-z])?");
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

    /** What git itself abbreviates to. */
    private static final int LEAST_PREFIX = 7;

    private Names() {}

    /** A name that people choose: 1 to 40 lower-case letters, digits and inner hyphens. */
    public static String requireSlug(String what, String value) {
        if (!isSlug(value)) {
            throw new IllegalArgumentException(
                    "A " + what + " id has 1 to 40 lower-case letters, digits and inner hyphens.");
        }
        return value;
    }

    /** An id that we make: 1 to 64 letters, digits and inner hyphens. */
    public static String requireKey(String what, String value) {
        Objects.requireNonNull(value, what);
        if (!KEY.matcher(value).matches()) {
            throw new IllegalArgumentException("A " + what + " id has 1 to 64 letters, digits and inner hyphens.");
        }
        return value;
    }

    public static boolean isSlug(String value) {
        return value != null && SLUG.matcher(value).matches();
    }

    /** Whether both mean one commit, of which one may be told by the beginning of its hash only (12 digits by Bitbucket). */
    public static boolean isSameCommit(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        return shorter.length() >= LEAST_PREFIX && longer.startsWith(shorter);
    }

    /** Whether this is a full commit hash in lower case: 40 hex digits (SHA-1) or 64 (SHA-256). */
    public static boolean isFullSha(String value) {
        return value != null && SHA.matcher(value).matches();
    }
}
