package dev.sluice.domain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Sortable ids of 26 characters in the form of the ULID specification: 48 bits of Unix milliseconds, then 80 bits, in
 * Crockford's base 32. Ours takes the 80 bits from a hash instead of chance, so that the same input gives the same id.
 */
public final class Ulid {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARS = 10;
    private static final int HASH_CHARS = 16;

    private Ulid() {}

    /** The id of {@code seed} at {@code time} (cut to milliseconds). */
    public static String of(Instant time, String seed) {
        return base32(BigInteger.valueOf(time.toEpochMilli()), TIME_CHARS)
                + base32(
                        new BigInteger(
                                Sha256.hex(seed.getBytes(StandardCharsets.UTF_8))
                                        .substring(0, 20),
                                16),
                        HASH_CHARS);
    }

    /** The time inside an id made by {@link #of}; {@link IllegalArgumentException} for anything else. */
    public static Instant time(String ulid) {
        if (ulid.length() != TIME_CHARS + HASH_CHARS) {
            throw new IllegalArgumentException("A ULID has 26 characters.");
        }
        long millis = 0;
        for (int i = 0; i < TIME_CHARS; i++) {
            int digit = ALPHABET.indexOf(ulid.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("A ULID has digits and capital letters without I, L, O and U.");
            }
            millis = millis << 5 | digit;
        }
        return Instant.ofEpochMilli(millis);
    }

    private static String base32(BigInteger value, int length) {
        char[] out = new char[length];
        BigInteger rest = value;
        for (int i = length - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt(rest.and(BigInteger.valueOf(31)).intValue());
            rest = rest.shiftRight(5);
        }
        return new String(out);
    }
}
