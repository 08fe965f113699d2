package dev.sluice.engine.notice;

import dev.sluice.aws.SecretText;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.engine.EngineConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Joins what notify sends with. Made when the first notice is sent, never at build time. */
@Singleton
class NoticeWiring {
    private static final int SUBMISSION_PORT = 587;

    private final EngineConfig config;

    NoticeWiring(EngineConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Retries retries() {
        return new Retries(config.noticesTries()
                .orElseThrow(() ->
                        new IllegalStateException("SLUICE_NOTICES_TRIES is not set, and this function needs it.")));
    }

    @Produces
    @Singleton
    Sending sending(Vault vault, ApprovalLinks approvals, Clock clock) {
        NoticePages pages = new NoticePages(config.publicUrl()
                .orElseThrow(
                        () -> new IllegalStateException("SLUICE_PUBLIC_URL is not set, and this function needs it.")));
        Deadline deadline = new Deadline(Deadline.WHOLE);
        return new Sending(
                new Mail(mailServer(), deadline),
                new Outbound(SystemDefaultDnsResolver.INSTANCE, tls(), config.noticesLoopback(), deadline),
                vault,
                new Sending.Words(pages, approvals),
                clock);
    }

    /** Empty without a host: then e-mails are not sent, and each attempt says so. */
    private Optional<MailServer> mailServer() {
        return config.smtpHost()
                .map(host -> new MailServer(
                        host,
                        config.smtpPort().orElse(SUBMISSION_PORT),
                        MailServer.Security.of(config.smtpSecurity().orElse("starttls")),
                        config.smtpFrom()
                                .orElseThrow(() -> new IllegalStateException(
                                        "SLUICE_SMTP_FROM is not set, and SLUICE_SMTP_HOST needs it.")),
                        config.smtpUser().map(user -> new MailServer.Login(user, password()))));
    }

    private Secret password() {
        String reference = config.smtpPassword()
                .orElseThrow(() ->
                        new IllegalStateException("SLUICE_SMTP_PASSWORD is not set, and SLUICE_SMTP_USER needs it."));
        return new Secret(SecretText.load("SMTP password", reference).reveal().strip());
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS.", e);
        }
    }
}
