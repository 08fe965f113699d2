package dev.sluice.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the engine's functions are told by their environment ({@code SLUICE_TABLE} and so on). Each function gets only what
 * it needs, so most is optional here; a part that is used without its setting fails at once and names it.
 */
@ConfigMapping(prefix = "sluice")
public interface EngineConfig {
    /** The table's name. */
    String table();

    /** The ARN of the machine that carries out runs. */
    Optional<String> stateMachine();

    /** The URL of the actions queue. */
    Optional<String> actionsQueue();

    /** The URL of the notices queue. */
    Optional<String> noticesQueue();

    /** Where the encryption key is: a Secrets Manager ARN, or {@code file:} and an absolute path. */
    Optional<String> encryptionKey();

    /** The base URL that people reach Sluice at, without a slash at the end: for links in notices. */
    Optional<URI> publicUrl();

    /** After how many deliveries the notices queue parks a message. */
    OptionalInt noticesTries();

    /** Whether notices may go to this very machine, and without TLS. For one machine only; no template sets it. */
    @WithDefault("false")
    boolean noticesLoopback();

    /** The SMTP server's name; absent or empty: no e-mail is sent. */
    Optional<String> smtpHost();

    /** Its port, 587 where absent. */
    OptionalInt smtpPort();

    /** {@code starttls} (where absent), {@code tls}, or {@code none}, which takes no user. */
    Optional<String> smtpSecurity();

    /** The address that e-mails come from; required with a host. */
    Optional<String> smtpFrom();

    /** Who we are to the server; absent or empty: it asks nobody. */
    Optional<String> smtpUser();

    /** Where the user's password is: a Secrets Manager ARN, or {@code file:} and an absolute path. */
    Optional<String> smtpPassword();
}
