package dev.sluice.providers;

import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery.Facts;
import java.util.List;

/** Bitbucket Cloud. Bitbucket Data Center sends other events with other bodies, which are not understood. */
final class Bitbucket implements GitHost {
    private final HmacSha256 signature = new HmacSha256("X-Hub-Signature", "sha256=");

    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        return signature.verify(request, secrets);
    }

    /** Bitbucket repeats a delivery that failed up to twice, under the same id. */
    @Override
    public Reading read(VerifiedRequest request) {
        HeaderFields headers = new HeaderFields(request.headers());
        String type = headers.type("X-Event-Key");
        String key = headers.key("X-Request-UUID");
        return PayloadReader.read(request, headers, type, key, body -> meaning(type, body));
    }

    private static Facts meaning(String type, JsonFields body) {
        return switch (type) {
            case "repo:push" -> BitbucketPush.facts(body);
            case "pullrequest:created" -> BitbucketPullRequest.opened(body);
            case "pullrequest:fulfilled" -> BitbucketPullRequest.merged(body);
            case "pullrequest:updated", "pullrequest:rejected" ->
                Facts.ignored("The pull request was " + type.substring(type.indexOf(':') + 1)
                        + "; only opening and merging one trigger rules.");
            default -> Facts.ignored("No rule is triggered by " + type + " events of Bitbucket.");
        };
    }
}
