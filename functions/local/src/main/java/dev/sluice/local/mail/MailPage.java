package dev.sluice.local.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /mail} and {@code /mail/<id>}: the e-mails that were caught, as a page, or as JSON where the request accepts that. What
 * a mail holds is shown as text only: its HTML is never the page's.
 */
public final class MailPage implements LocalServer.Handler {
    private static final String ROOT = "/mail";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #1b1f24; background: #fff }
            a { color: #0a58ca }
            ul { list-style: none; padding: 0 }
            li { border-top: 1px solid #d5d9de }
            li a { display: block; padding: .7rem 0; text-decoration: none; overflow-wrap: anywhere }
            li b { color: #1b1f24; font-weight: 600 }
            small, dt { color: #57606a }
            h1 { font-size: 1.3rem; overflow-wrap: anywhere }
            dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .8rem; margin: 0 }
            dd { margin: 0; overflow-wrap: anywhere }
            pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border-block: 1px solid #d5d9de; padding: 1rem 0 }
            p a { overflow-wrap: anywhere }
            @media (prefers-color-scheme: dark) {
              body { background: #14171a; color: #e6e9ec }
              a { color: #7ab7ff }
              li b { color: #e6e9ec }
              small, dt { color: #9aa4ae }
            }
            """;

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Mailbox mailbox;

    public MailPage(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.message(405, "Method Not Allowed").with("allow", "GET, HEAD");
        }
        boolean json = request.header("accept").orElse("").contains("application/json");
        String path = request.rawPath().replaceFirst("/$", "");
        Optional<Reply> reply = path.equals(ROOT)
                ? Optional.of(json ? Reply.json(200, list()) : page("Mail", listPage(mailbox.mails())))
                : mailbox.mail(path.substring(ROOT.length() + 1))
                        .map(mail -> json ? Reply.json(200, json(mail)) : page(mail.subject(), mailPage(mail)));
        return reply.orElseGet(() -> Reply.message(404, "Not Found")).with("cache-control", "no-store");
    }

    private ObjectNode list() throws IOException {
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        mailbox.mails().forEach(mail -> items.add(json(mail)));
        return list;
    }

    private static ObjectNode json(CaughtMail mail) {
        ObjectNode json = Json.object()
                .put("id", mail.id())
                .put("at", mail.at().toString())
                .put("from", mail.from());
        ArrayNode to = json.putArray("to");
        mail.to().forEach(to::add);
        json.put("subject", mail.subject()).put("text", mail.text()).put("html", mail.html());
        ArrayNode links = json.putArray("links");
        mail.links().forEach(links::add);
        return json;
    }

    private static Reply page(String title, String body) {
        String html =
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>%s</style></head>
                <body>
                %s
                </body></html>
                """
                        .formatted(escape(title), STYLE, body);
        return Reply.html(200, html)
                .with("content-security-policy", POLICY)
                .with("x-content-type-options", "nosniff")
                .with("referrer-policy", "no-referrer");
    }

    private static String listPage(List<CaughtMail> mails) {
        var page = new StringBuilder(
                "<h1>Mail</h1>\n<p><small>Caught on this machine; none was sent on. Newest first." + "</small></p>\n");
        if (mails.isEmpty()) {
            return page.append("<p>There is none yet.</p>").toString();
        }
        page.append("<ul>\n");
        for (CaughtMail mail : mails) {
            page.append("<li><a href=\"/mail/%s\"><b>%s</b><br><small>to %s, %s</small></a></li>\n"
                    .formatted(
                            mail.id(),
                            mail.subject().isEmpty() ? "(no subject)" : escape(mail.subject()),
                            escape(String.join(", ", mail.to())),
                            TIME.format(mail.at())));
        }
        return page.append("</ul>").toString();
    }

    private static String mailPage(CaughtMail mail) {
        var page = new StringBuilder(
                """
                <p><a href="/mail">All mail</a></p>
                <h1>%s</h1>
                <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>At</dt><dd>%s</dd></dl>
                <pre>%s</pre>
                """
                        .formatted(
                                escape(mail.subject()),
                                escape(mail.from()),
                                escape(String.join(", ", mail.to())),
                                TIME.format(mail.at()),
                                escape(mail.text())));
        for (String link : mail.links()) {
            page.append("<p><a href=\"%1$s\" rel=\"noopener noreferrer\">%1$s</a></p>\n".formatted(escape(link)));
        }
        return page.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
