package dev.sluice.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** GitHub, github.com and Enterprise Server alike. Only the SHA-256 signature counts; the SHA-1 one beside it is not read. */
final class GitHub implements GitHost {
    private static final String EVENT = "X-GitHub-Event";
    private static final String DELIVERY = "X-GitHub-Delivery";
    private static final Pattern TYPE = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final HmacSha256 signature = new HmacSha256("X-Hub-Signature-256", "sha256=");

    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        return signature.verify(request, secrets);
    }

    @Override
    public Reading read(VerifiedRequest request) {
        List<FieldError> errors = new ArrayList<>();
        String type = header(request, EVENT, TYPE, "the kind of event, such as push", errors);
        String key = header(request, DELIVERY, KEY, "the delivery's own id, at most 128 characters", errors);
        if (!errors.isEmpty()) {
            return new Reading.Malformed(errors);
        }
        return JsonBody.parse(request.body()).fold(body -> understand(type, key, body), Reading.Malformed::new);
    }

    private static Reading understand(String type, String key, JsonNode body) {
        JsonFields fields = JsonFields.of(body);
        Facts facts =
                switch (type) {
                    case "push" -> GitHubPush.facts(fields);
                    case "pull_request" -> GitHubPullRequest.facts(fields);
                    case "ping" -> Facts.ignored("A ping: the webhook is set up, and nothing happened yet.");
                    case "create", "delete" ->
                        Facts.ignored("The push delivery of the same branch or tag tells the same, with its commit.");
                    default -> Facts.ignored("No rule is triggered by GitHub's " + type + " events.");
                };
        return fields.errors().isEmpty()
                ? new Reading.Understood(type, key, facts)
                : new Reading.Malformed(fields.errors());
    }

    private static String header(
            VerifiedRequest request, String name, Pattern form, String wanted, List<FieldError> errors) {
        Optional<String> value = request.headers().value(name);
        if (value.isEmpty() || !form.matcher(value.get()).matches()) {
            errors.add(new FieldError(name, "Required header: " + wanted + "."));
            return "";
        }
        return value.get();
    }
}
