package dev.sluice.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/**
 * What this function is told from outside, as {@code SLUICE_TABLE}, {@code SLUICE_EVENTS_QUEUE} and so on. All are
 * required; a missing one keeps the function from starting.
 */
@ConfigMapping(prefix = "sluice")
public interface ApiConfig {
    /** The DynamoDB table's name. */
    String table();

    /** The URL of events.fifo. */
    String eventsQueue();

    /** The URL of the notices queue. */
    String noticesQueue();

    /** Whether notices may go to this very machine, and without TLS. For one machine only; no template sets it. */
    @WithDefault("false")
    boolean noticesLoopback();

    /** Where the application's encryption key lies: a Secrets Manager ARN, or {@code file:/abs/path}. */
    String encryptionKey();

    /**
     * The OpenID Connect issuer, exactly as its tokens name it in {@code iss}, without a slash at the end. Its keys are
     * at {@code <issuer>/.well-known/jwks.json}, where Cognito has them too.
     */
    URI oidcIssuer();

    /** The base URL that people and git hosts reach Sluice at, without a slash at the end. */
    URI publicUrl();
}
