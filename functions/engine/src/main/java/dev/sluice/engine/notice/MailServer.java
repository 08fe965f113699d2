package dev.sluice.engine.notice;

import dev.sluice.domain.Secret;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The SMTP server that e-mails go out by: where it is, how the connection is secured, and who we are to it. */
record MailServer(String host, int port, Security security, String from, Optional<Login> login) {
    private static final String MILLIS = "5000";

    MailServer {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(from, "from");
        if (login.isPresent() && security == Security.NONE) {
            throw new IllegalArgumentException(
                    "SLUICE_SMTP_USER: a password is not sent in the clear; SLUICE_SMTP_SECURITY is to be starttls or tls.");
        }
    }

    /** Who we are to it. */
    record Login(String user, Secret password) {}

    /** {@code STARTTLS} is required, not tried: a server without it gets nothing. */
    enum Security {
        STARTTLS,
        TLS,
        NONE;

        static Security of(String word) {
            return Arrays.stream(values())
                    .filter(s -> s.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("SLUICE_SMTP_SECURITY: one of "
                            + Arrays.stream(values())
                                    .map(s -> s.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.auth", Boolean.toString(login.isPresent()));
        properties.put("mail.smtp.connectiontimeout", MILLIS);
        properties.put("mail.smtp.timeout", MILLIS);
        properties.put("mail.smtp.writetimeout", MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
        return properties;
    }
}
