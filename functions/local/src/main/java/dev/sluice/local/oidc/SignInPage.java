package dev.sluice.local.oidc;

import java.util.Map;

/** The page that asks who you are: three buttons, no passwords, since these people exist only on this machine. */
final class SignInPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Sign in to Sluice</title>
            <meta name="viewport" content="width=device-width">
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 15vh auto; padding: 0 1rem }
            button { display: block; width: 100%%; margin: .5rem 0; padding: .7rem; font: inherit; text-align: left }
            </style></head>
            <body><main><h1>Sign in</h1><p>Who are you today?</p>
            <form method="post">
            %s%s</form>
            <p><small>These three people exist on this machine only.</small></p>
            </main></body></html>
            """;

    private SignInPage() {}

    /** The page; the request's parameters travel along in hidden fields. */
    static String of(Map<String, String> request) {
        var fields = new StringBuilder();
        request.forEach((name, value) -> fields.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(escape(name), escape(value))));
        var buttons = new StringBuilder();
        for (Person person : Person.DEMO) {
            buttons.append("<button name=\"person\" value=\"%s\">%s <small>%s</small></button>\n"
                    .formatted(person.name(), escape(person.fullName()), escape(person.email())));
        }
        return PAGE.formatted(fields, buttons);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
