package dev.sluice.domain.run;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.store.Entity;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One person's right to answer one run's question without signing in, as it lies in an e-mail. Only the token's hash is
 * kept. {@code expiresAt}: the run's own; the item outlives it, so that a late reader is told.
 */
public record ApprovalLink(
        String tokenHash, ProjectId project, RunId run, String email, Instant expiresAt, long revision)
        implements Entity {
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    public ApprovalLink {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(run, "run");
        email = email.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** This person's right to answer the run's question; {@code token} goes into the link, and nowhere else. */
    public static ApprovalLink to(Run run, Approval question, String email, Secret token) {
        return new ApprovalLink(hash(token), run.project(), run.id(), email, question.expiresAt(), 0);
    }

    /** 256 random bits, as they stand in the link. */
    public static Secret newToken(SecureRandom random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text can be a token at all; one that was cut off on its way cannot. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** The hash under which a token is kept. A token is random, so it needs neither salt nor stretching. */
    public static String hash(Secret token) {
        return Sha256.hex(token.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
