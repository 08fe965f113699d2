package dev.sluice.engine.notice;

import dev.sluice.domain.notice.NoticeText;
import java.util.stream.Collectors;

/** A notice as the two alternatives of an e-mail. The HTML has no style, script or image: only what every reader shows. */
record MailForm(String subject, String plain, String html) {
    static MailForm of(NoticeText text) {
        String lines = text.lines().stream().map(MailForm::row).collect(Collectors.joining("\n"));
        return new MailForm(
                text.subject(),
                String.join("\n", text.lines()) + "\n\n" + text.linkLabel() + ":\n" + text.link() + "\n\n-- \nSluice\n",
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <h1>%1$s</h1>
                %2$s
                <p><a href="%3$s">%4$s</a></p>
                <p>Sluice</p>
                </body></html>
                """
                        .formatted(
                                escaped(text.subject()),
                                lines,
                                escaped(text.link().toString()),
                                escaped(text.linkLabel())));
    }

    private static String row(String line) {
        return "<p>" + escaped(line) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
