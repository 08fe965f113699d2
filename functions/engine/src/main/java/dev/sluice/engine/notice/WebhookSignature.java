package dev.sluice.engine.notice;

import dev.sluice.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of the Standard Webhooks specification: HMAC-SHA256 over id, time and body, one signature for each secret that
 * counts. A secret is {@code whsec_} and its bytes in base64.
 */
final class WebhookSignature {
    private static final String HMAC = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private WebhookSignature() {}

    static Map<String, String> headers(String id, Instant at, byte[] body, List<Secret> secrets) {
        String seconds = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> "v1," + signature(secret, id + "." + seconds + ".", body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static String signature(Secret secret, String head, byte[] body) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC + ".", e);
        }
    }
}
