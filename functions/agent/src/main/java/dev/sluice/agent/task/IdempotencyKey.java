package dev.sluice.agent.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a caller gives so that a repeated request makes no second task. Only its hash is kept. */
public record IdempotencyKey(String hash) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Empty where the header is not 1 to 255 visible ASCII characters. */
    public static Optional<IdempotencyKey> parse(String header) {
        if (!FORM.matcher(header).matches()) {
            return Optional.empty();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.US_ASCII));
            return Optional.of(new IdempotencyKey(HexFormat.of().formatHex(hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
