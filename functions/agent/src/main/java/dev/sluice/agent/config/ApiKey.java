package dev.sluice.agent.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that callers present. Only its hash is kept, and it is compared in constant time. */
public final class ApiKey {

    static final int MIN_LENGTH = 16;

    private final byte[] hash;

    public ApiKey(String key) {
        if (key.length() < MIN_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "must be at least " + MIN_LENGTH + " visible ASCII characters without spaces");
        }
        hash = sha256(key);
    }

    /** Whether this is the key; takes the same time wherever the two differ, and whatever their lengths. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(hash, sha256(presented));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
