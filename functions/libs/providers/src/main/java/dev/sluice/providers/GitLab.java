package dev.sluice.providers;

import dev.sluice.domain.Secret;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.event.Delivery.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab: webhooks of projects and groups, system hooks of an instance, and the hooks of a project's integrations. Their
 * bodies are alike, so the body says what happened, and the header only where the body does not.
 *
 * <p>The delivery's id: GitLab keeps {@code Idempotency-Key}, which is {@code webhook-id} where the delivery is signed, over
 * its own retries and over a resend by hand. {@code X-Gitlab-Event-UUID} is not an id of a delivery: all hooks of one event
 * share it, and so do events that a webhook of the same GitLab set off. Where a version before 17.4 sends nothing better, it
 * counts together with the body. A version that sends not even that (before 14.8) has no id, and a hash of the body alone
 * would not do: a branch that goes A, B, A, B sends the same body twice for two pushes. Each arrival is then a delivery of
 * its own, and the content of its events, in the order of the ref, tells what was told before.
 */
final class GitLab implements GitHost {
    private static final Set<String> BODY_SAYS = Set.of("System Hook", "Service Hook");

    private final GitLabProof proof = new GitLabProof();

    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        return proof.verify(request, secrets);
    }

    @Override
    public Reading read(VerifiedRequest request) {
        HeaderFields headers = new HeaderFields(request.headers());
        String type = headers.type("X-Gitlab-Event");
        String key = key(request, headers);
        return PayloadReader.read(request, headers, type, key, body -> meaning(type, body));
    }

    private static String key(VerifiedRequest request, HeaderFields headers) {
        Optional<String> own = headers.optionalKey("webhook-id").or(() -> headers.optionalKey("Idempotency-Key"));
        return own.orElseGet(() -> Sha256.ofFields(
                headers.optionalKey("X-Gitlab-Event-UUID")
                        .orElseGet(() -> request.receivedAt().toString()),
                Sha256.hex(request.body())));
    }

    private static Facts meaning(String type, JsonFields body) {
        String kind = kind(type, body);
        return switch (kind) {
            case "push", "tag_push" -> GitLabPush.facts(body);
            case "merge_request" -> GitLabMergeRequest.facts(body);
            default -> Facts.ignored("No rule is triggered by GitLab's " + Clean.firstLine(kind, 50) + " events.");
        };
    }

    /** System hooks name an event that has no object; other hooks name both. */
    private static String kind(String type, JsonFields body) {
        if (body.has("object_kind")) {
            return body.name("object_kind", Limits.NAME);
        }
        if (body.has("event_name") || BODY_SAYS.contains(type)) {
            return body.name("event_name", Limits.NAME);
        }
        return switch (type) {
            case "Push Hook" -> "push";
            case "Tag Push Hook" -> "tag_push";
            case "Merge Request Hook" -> "merge_request";
            default -> type;
        };
    }
}
