package dev.sluice.api.project;

import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Provider;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a webhook's secret that the git host made itself, as GitLab makes signing tokens. */
final class GivenSecret {
    /** What a signing token of GitLab begins with, as the Standard Webhooks specification has it; base64 follows. */
    static final String SIGNING_TOKEN = "whsec_";

    private static final int MAX_LENGTH = 200;
    private static final int MIN_KEY_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{14,198}[\\x21-\\x7e]");

    private GivenSecret() {}

    /** Empty where there is no body. */
    static Optional<Secret> read(Provider host, byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        Fields fields = Fields.of(JsonBody.object(body));
        String secret = fields.requiredText("secret", MAX_LENGTH);
        if (!fields.isFaulty("secret") && !FORM.matcher(secret).matches()) {
            fields.error("secret", "16 to 200 printable ASCII characters, with no space at either end.");
        }
        if (!fields.isFaulty("secret")
                && host == Provider.GITLAB
                && secret.startsWith(SIGNING_TOKEN)
                && !holdsKey(secret)) {
            fields.error("secret", "A signing token is whsec_ and at least 16 bytes in base64: copy all of it.");
        }
        Inputs.finish(fields);
        return Optional.of(new Secret(secret));
    }

    private static boolean holdsKey(String token) {
        try {
            return Base64.getDecoder().decode(token.substring(SIGNING_TOKEN.length())).length >= MIN_KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
