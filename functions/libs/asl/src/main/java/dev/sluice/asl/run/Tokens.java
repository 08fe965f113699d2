package dev.sluice.asl.run;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Task tokens. A token says which attempt of which execution it belongs to, so that no list of dead ones is needed; it
 * cannot be guessed, since it also holds 128 random bits.
 */
final class Tokens {
    private static final byte VERSION = 1;
    private static final int NONCE = 16;
    private static final int BODY = 1 + Long.BYTES + Integer.BYTES + NONCE;

    private final SecureRandom random = new SecureRandom();

    /** Whose token it is. */
    record Owner(long executionNumber, int attemptId) {}

    String issue(long executionNumber, int attemptId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer token = ByteBuffer.allocate(BODY + Integer.BYTES);
        token.put(VERSION).putLong(executionNumber).putInt(attemptId).put(nonce);
        token.putInt(checksum(token.array()));
        return Base64.getUrlEncoder().encodeToString(token.array());
    }

    /** Reads a token; empty where it is none of ours. */
    static Optional<Owner> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BODY + Integer.BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(BODY) != checksum(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new Owner(buffer.getLong(1), buffer.getInt(1 + Long.BYTES)));
    }

    private static int checksum(byte[] token) {
        CRC32 crc = new CRC32();
        crc.update(token, 0, BODY);
        return (int) crc.getValue();
    }
}
