package dev.sluice.aws;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The key that secrets are stored under: 256 bits, as base64 or as 64 hex digits in its source. Prints as {@code ***}. */
public final class EncryptionKey {
    private static final int BYTES = 32;
    private static final String FORMS = "32 bytes as base64, or 64 hex digits";

    private final SecretKey key;

    private EncryptionKey(SecretKey key) {
        this.key = key;
    }

    /**
     * {@code reference}: {@code file:/absolute/path} (a file that only its owner may read: mode 0600 or 0400), or the ARN of a
     * Secrets Manager secret, which is read now with the SDK's default region, credentials and HTTP client.
     */
    public static EncryptionKey load(String reference) {
        return load(reference, SecretsManagerClient::create);
    }

    /** As {@link #load(String)}, with a client of the caller's, which is closed; it is asked for only if an ARN is given. */
    public static EncryptionKey load(String reference, Supplier<SecretsManagerClient> secrets) {
        return parse(SecretText.load("encryption key", reference, secrets).reveal(), reference);
    }

    /** A key from its text, such as a test has; {@link IllegalArgumentException} for any other length or form. */
    public static EncryptionKey parse(String text) {
        return parse(text, "the text given");
    }

    SecretKey secretKey() {
        return key;
    }

    private static EncryptionKey parse(String text, String source) {
        String trimmed = text.strip();
        try {
            byte[] bytes = trimmed.length() == 2 * BYTES
                    ? HexFormat.of().parseHex(trimmed)
                    : Base64.getDecoder().decode(trimmed);
            if (bytes.length == BYTES) {
                return new EncryptionKey(new SecretKeySpec(bytes, "AES"));
            }
        } catch (IllegalArgumentException e) {
            // told below: the decoder's own message quotes characters of the key
        }
        throw new IllegalArgumentException("The encryption key in " + source + " is not " + FORMS + ".");
    }

    @Override
    public String toString() {
        return "***";
    }
}
