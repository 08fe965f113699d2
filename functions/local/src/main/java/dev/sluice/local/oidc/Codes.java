package dev.sluice.local.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorization codes: good for one minute, once, for the client and address they were made for, and with its proof. */
final class Codes {

    /** What a code stands for. */
    record Grant(Person person, String client, String redirectUri, String challenge, Optional<String> nonce) {}

    private record Kept(Grant grant, Instant until) {}

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    Codes(Clock clock) {
        this.clock = clock;
    }

    String issue(Grant grant) {
        kept.values().removeIf(old -> clock.instant().isAfter(old.until()));
        var bytes = new byte[32];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        kept.put(code, new Kept(grant, clock.instant().plus(LIFE)));
        return code;
    }

    Optional<Grant> redeem(String code, String client, String redirectUri, String verifier) {
        return Optional.ofNullable(kept.remove(code))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Kept::grant)
                .filter(grant -> grant.client().equals(client))
                .filter(grant -> grant.redirectUri().equals(redirectUri))
                .filter(grant -> grant.challenge().equals(challenge(verifier)));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
