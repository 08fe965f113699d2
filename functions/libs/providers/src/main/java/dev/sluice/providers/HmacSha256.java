package dev.sluice.providers;

import dev.sluice.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hexadecimal HMAC-SHA256 of the raw body in one header, compared in constant time with what each secret makes. */
final class HmacSha256 {
    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEX_DIGITS = 2 * BYTES;

    private final String header;
    private final String prefix;

    /** {@code prefix} is what stands before the digits, such as {@code sha256=}; it may be empty. */
    HmacSha256(String header, String prefix) {
        this.header = header;
        this.prefix = prefix;
    }

    Verification verify(HookRequest request, List<Secret> secrets) {
        Optional<String> value = request.headers().value(header);
        if (value.isEmpty()) {
            return refused("is missing: give the webhook at the sender the secret of this project.");
        }
        String signature = value.get();
        if (signature.equals(prefix)) {
            return refused("is empty: give the webhook at the sender the secret of this project.");
        }
        if (!signature.startsWith(prefix) || signature.length() != prefix.length() + HEX_DIGITS) {
            return refused("must be " + form() + ".");
        }
        Optional<byte[]> claimed = bytes(signature.substring(prefix.length()));
        if (claimed.isEmpty()) {
            return refused("must be " + form() + "; some of these digits are not hexadecimal.");
        }
        boolean matches = false;
        for (Secret secret : secrets) {
            matches |= matches(request.body(), claimed.get(), secret);
        }
        return matches
                ? new Verification.Verified(new VerifiedRequest(request))
                : refused(
                        "does not match the body: the sender's secret is not this project's, or the body was changed.");
    }

    private Verification refused(String what) {
        return new Verification.Refused("The header " + header + " " + what);
    }

    private String form() {
        return (prefix.isEmpty() ? "" : prefix + " and ") + HEX_DIGITS + " hexadecimal digits";
    }

    private static Optional<byte[]> bytes(String hex) {
        try {
            return Optional.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static boolean matches(byte[] body, byte[] claimed, Secret secret) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            return false; // anybody can sign with nothing
        }
        return MessageDigest.isEqual(of(key, body), claimed);
    }

    /** The code of the parts, one after the other; the key has at least one byte. */
    static byte[] of(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }
}
