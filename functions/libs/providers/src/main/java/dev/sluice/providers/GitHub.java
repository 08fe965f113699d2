package dev.sluice.providers;

import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Provider;
import java.util.List;

/** GitHub, github.com and Enterprise Server alike. Only the SHA-256 signature counts; the SHA-1 one beside it is not read. */
final class GitHub implements GitHost {
    private static final GitHubPush PUSH = new GitHubPush(Provider.GITHUB, "size", 2048);
    private static final GitHubPullRequest PULL_REQUEST = new GitHubPullRequest(Provider.GITHUB);

    private final HmacSha256 signature = new HmacSha256("X-Hub-Signature-256", "sha256=");

    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        return signature.verify(request, secrets);
    }

    /** The id stays the same when somebody at GitHub sends the delivery again. */
    @Override
    public Reading read(VerifiedRequest request) {
        HeaderFields headers = new HeaderFields(request.headers());
        String type = headers.type("X-GitHub-Event");
        String key = headers.key("X-GitHub-Delivery");
        return PayloadReader.read(request, headers, type, key, body -> meaning(type, body));
    }

    private static Facts meaning(String type, JsonFields body) {
        return switch (type) {
            case "push" -> PUSH.facts(body);
            case "pull_request" -> PULL_REQUEST.facts(body);
            case "ping" -> Facts.ignored("A ping: the webhook is set up, and nothing happened yet.");
            case "create", "delete" ->
                Facts.ignored("The push delivery of the same branch or tag tells the same, with its commit.");
            default -> Facts.ignored("No rule is triggered by GitHub's " + type + " events.");
        };
    }
}
