package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.sluice.domain.Secret;
import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(3));
    private static final NoticeText TEXT = new NoticeText(
            "demo: <Ärger> & \"more\"",
            List.of("Commit: <script>alert(1)</script>", "Why: a & b"),
            URI.create("https://sluice.example.org/runs/1?a=1&b=2"),
            "Open the run");

    private final GreenMail server = new GreenMail(new com.icegreen.greenmail.util.ServerSetup[] {
        ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.SMTPS.dynamicPort()
    });

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_mail_has_a_plain_and_an_escaped_html_alternative() throws Exception {
        assertThat(send("ann@example.org", TEXT).outcome()).isEqualTo(Outcome.SENT);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("demo: <Ärger> & \"more\"");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("sluice@example.org");
        assertThat(mail.getMessageID()).isEqualTo("<msg_1@sluice>");
        assertThat(part(mail, 0))
                .contains("Commit: <script>alert(1)</script>")
                .contains("https://sluice.example.org/runs/1?a=1&b=2");
        assertThat(part(mail, 1))
                .contains("<p>Commit: &lt;script&gt;alert(1)&lt;/script&gt;</p>")
                .contains("<h1>demo: &lt;Ärger&gt; &amp; &quot;more&quot;</h1>")
                .contains("<a href=\"https://sluice.example.org/runs/1?a=1&amp;b=2\">")
                .doesNotContain("<script");
    }

    @Test
    void a_line_break_in_a_subject_makes_no_header() throws Exception {
        NoticeText evil = new NoticeText(
                "demo: \"x\r\nBcc: everybody@example.org\r\n\r\nbody\" failed",
                List.of("Commit: a\r\nb"),
                TEXT.link(),
                TEXT.linkLabel());

        send("ann@example.org", evil);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("demo: \"x Bcc: everybody@example.org body\" failed");
        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(jakarta.mail.Header::getName)
                .doesNotContain("Bcc");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void an_address_that_carries_more_than_an_address_is_refused() {
        assertThat(send("ann@example.org\r\nBcc: bob@example.org", TEXT).outcome())
                .isEqualTo(Outcome.GIVEN_UP);
        assertThat(send("ann@example.org, bob@example.org", TEXT).outcome()).isEqualTo(Outcome.GIVEN_UP);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_cannot_be_reached_is_tried_again() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Tried tried = mail(free, MailServer.Security.NONE, Optional.empty());

        assertThat(tried).isEqualTo(Tried.failed("The SMTP server cannot be reached."));
    }

    @Test
    void a_server_without_starttls_gets_neither_mail_nor_password() {
        Optional<MailServer.Login> login = Optional.of(new MailServer.Login("sluice", new Secret("hush")));

        Tried tried = mail(server.getSmtp().getPort(), MailServer.Security.STARTTLS, login);

        assertThat(tried.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(tried.detail()).contains("STARTTLS").doesNotContain("hush");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing() {
        Tried tried = mail(server.getSmtps().getPort(), MailServer.Security.TLS, Optional.empty());

        assertThat(tried.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_password_is_never_sent_in_the_clear() {
        assertThatThrownBy(() -> new MailServer(
                        "127.0.0.1",
                        25,
                        MailServer.Security.NONE,
                        "a@example.org",
                        Optional.of(new MailServer.Login("sluice", new Secret("hush")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SLUICE_SMTP_SECURITY")
                .hasMessageNotContaining("hush");
    }

    @Test
    void a_server_that_says_nothing_is_given_up_in_time() {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Tried tried = mail(mute.getLocalPort(), MailServer.Security.NONE, Optional.empty());

            assertThat(tried).isEqualTo(Tried.failed("No whole answer within 3 seconds."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tried send(String to, NoticeText text) {
        MailServer where = new MailServer(
                "127.0.0.1",
                server.getSmtp().getPort(),
                MailServer.Security.NONE,
                "sluice@example.org",
                Optional.empty());
        return new Mail(Optional.of(where), DEADLINE).send("msg_1", to, MailForm.of(text), Instant.now());
    }

    private static Tried mail(int port, MailServer.Security security, Optional<MailServer.Login> login) {
        MailServer where = new MailServer("127.0.0.1", port, security, "sluice@example.org", login);
        return new Mail(Optional.of(where), DEADLINE)
                .send("msg_1", "ann@example.org", MailForm.of(TEXT), Instant.now());
    }

    static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        MimeMultipart alternatives = (MimeMultipart) mail.getContent();
        return (String) alternatives.getBodyPart(number).getContent();
    }
}
