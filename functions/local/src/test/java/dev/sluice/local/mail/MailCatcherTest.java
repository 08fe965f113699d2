package dev.sluice.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.Ports;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {
    private static final String LINK = "http://127.0.0.1:8080/approvals/abc?x=1&y=2";

    @TempDir
    private Path folder;

    private int port;
    private MailCatcher catcher;
    private MailPage page;

    @BeforeEach
    void start() throws IOException {
        port = Ports.anyFree();
        Mailbox mailbox = Mailbox.open(folder.resolve("mail"), Clock.systemUTC());
        catcher = MailCatcher.start(port, mailbox);
        page = new MailPage(mailbox);
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void a_mail_is_listed_as_json_with_its_links_and_can_be_asked_for_alone() throws Exception {
        send("First", "Approve:\n" + LINK + "\n" + LINK);
        send("Zweite äöü", "Nothing");

        JsonNode items = Json.parse(get("/mail", "application/json").body()).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.at("/0/subject").asText()).isEqualTo("Zweite äöü");
        JsonNode first = items.path(1);
        assertThat(first.path("from").asText()).isEqualTo("sluice@sluice.localhost");
        assertThat(first.at("/to/0").asText()).isEqualTo("ann@example.org");
        assertThat(first.path("html").asText()).contains("<b>html</b>");
        assertThat(first.path("links")).hasSize(1);
        assertThat(first.at("/links/0").asText()).isEqualTo(LINK);
        assertThat(Json.parse(get("/mail/" + first.path("id").asText(), "application/json")
                        .body()))
                .isEqualTo(first);
    }

    @Test
    void what_was_caught_survives_a_restart_in_files_of_the_owner_alone() throws Exception {
        send("Kept", "text");

        Mailbox again = Mailbox.open(folder.resolve("mail"), Clock.systemUTC());

        assertThat(again.mails()).extracting(CaughtMail::subject).containsExactly("Kept");
        try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).endsWith(".eml");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_mail_cannot_bring_its_own_markup_into_the_page() throws Exception {
        send("<img src=x onerror=alert(1)>", "<script>alert(1)</script> javascript:alert(1) " + LINK + "\"onclick=x");

        Reply list = get("/mail", "text/html");
        String id = Json.parse(get("/mail", "application/json").body())
                .at("/items/0/id")
                .asText();
        Reply mail = get("/mail/" + id, "text/html");

        for (Reply reply : List.of(list, mail)) {
            String html = new String(reply.body(), StandardCharsets.UTF_8);
            assertThat(html).doesNotContain("<script").doesNotContain("<img").contains("&lt;img src=x");
            assertThat(reply.headers().get("content-security-policy").get(0))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .doesNotContain("unsafe");
        }
        String html = new String(mail.body(), StandardCharsets.UTF_8);
        assertThat(html)
                .contains("<a href=\"http://127.0.0.1:8080/approvals/abc?x=1&amp;y=2\" rel=")
                .doesNotContain("href=\"javascript");
    }

    @Test
    void no_path_leads_out_of_the_mailbox() throws Exception {
        Files.writeString(folder.resolve("secret.eml"), "Subject: secret\r\n\r\nx");

        for (String path : List.of("/mail/../secret", "/mail/..%2Fsecret", "/mail/1", "/mailbox")) {
            assertThat(get(path, "application/json").status()).as(path).isEqualTo(404);
        }
        assertThat(page.handle(request("POST", "/mail", "text/html")).status()).isEqualTo(405);
    }

    @Test
    void an_empty_mailbox_says_so() throws Exception {
        assertThat(new String(get("/mail", "text/html").body(), StandardCharsets.UTF_8))
                .contains("There is none yet.");
        assertThat(Json.parse(get("/mail", "application/json").body()).path("items"))
                .isEmpty();
    }

    @Test
    void the_oldest_go_when_there_are_too_many() throws Exception {
        Mailbox mailbox = Mailbox.open(folder.resolve("full"), Clock.systemUTC());
        for (int i = 0; i <= Mailbox.MOST; i++) {
            mailbox.keep(("Subject: " + i + "\r\n\r\nx").getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(mailbox.mails()).hasSize(Mailbox.MOST);
        assertThat(mailbox.mails()).extracting(CaughtMail::subject).doesNotContain("0");
    }

    private Reply get(String path, String accept) throws IOException {
        return page.handle(request("GET", path, accept));
    }

    private static Request request(String method, String path, String accept) {
        return new Request(method, path, "", Map.of("accept", List.of(accept)), new byte[0]);
    }

    private void send(String subject, String text) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("sluice@sluice.localhost"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ann@example.org"));
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var html = new MimeBodyPart();
        html.setText("<p><b>html</b></p>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        Transport.send(message);
    }
}
