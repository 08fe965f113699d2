package dev.sluice.providers;

import dev.sluice.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signature as the Standard Webhooks specification has it: an HMAC-SHA256 in base64 of id, time and body with dots
 * between, {@code v1,} before it, several of them with spaces between. The key is what follows {@code whsec_} in the
 * secret, in base64. A time further than {@link #TOLERANCE} from the request's arrival is refused, so that a recorded
 * delivery cannot be sent again much later.
 */
final class StandardSignature {
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ID = "webhook-id";
    private static final String TIME = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String VERSION = "v1,";
    private static final String KEY = "whsec_";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    boolean isOn(HookRequest request) {
        return request.headers().value(SIGNATURE).isPresent();
    }

    Verification verify(HookRequest request, List<Secret> secrets) {
        Headers headers = request.headers();
        Optional<String> id = headers.value(ID).filter(value -> !value.isBlank());
        Optional<String> time =
                headers.value(TIME).filter(value -> SECONDS.matcher(value).matches());
        List<byte[]> claimed = claimed(headers.value(SIGNATURE).orElse(""));
        if (id.isEmpty()) {
            return refused(ID, "is missing.");
        }
        if (time.isEmpty()) {
            return refused(TIME, "must be there, in seconds of Unix time.");
        }
        if (claimed.isEmpty()) {
            return refused(SIGNATURE, "must be v1, and 32 bytes in base64; more of them follow after a space.");
        }
        byte[] head = (id.get() + "." + time.get() + ".").getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (Secret secret : secrets) {
            matches |= matches(key(secret), new byte[][] {head, request.body()}, claimed);
        }
        if (!matches) {
            return refused(
                    SIGNATURE,
                    "does not match: the sender's signing token is not this project's secret, or the delivery was"
                            + " changed.");
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(time.get()));
        return Duration.between(signedAt, request.receivedAt()).abs().compareTo(TOLERANCE) <= 0
                ? new Verification.Verified(new VerifiedRequest(request))
                : refused(
                        TIME,
                        "is more than 5 minutes away from the time here: the delivery is old, or a clock is"
                                + " wrong.");
    }

    private static Verification refused(String header, String what) {
        return new Verification.Refused("The header " + header + " " + what);
    }

    private static List<byte[]> claimed(String header) {
        List<byte[]> claimed = new ArrayList<>();
        Arrays.stream(header.split(" "))
                .filter(signature -> signature.startsWith(VERSION))
                .flatMap(signature -> base64(signature.substring(VERSION.length())).stream())
                .filter(bytes -> bytes.length == HmacSha256.BYTES)
                .forEach(claimed::add);
        return claimed;
    }

    /** Empty for a secret of another form, which signs nothing, and for one that holds no key: anybody can sign with that. */
    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        return text.startsWith(KEY) ? base64(text.substring(KEY.length())).orElse(new byte[0]) : new byte[0];
    }

    private static boolean matches(byte[] key, byte[][] parts, List<byte[]> claimed) {
        if (key.length == 0) {
            return false;
        }
        byte[] right = HmacSha256.of(key, parts);
        boolean matches = false;
        for (byte[] claim : claimed) {
            matches |= MessageDigest.isEqual(right, claim);
        }
        return matches;
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
