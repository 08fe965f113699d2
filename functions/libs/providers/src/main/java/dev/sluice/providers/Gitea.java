package dev.sluice.providers;

import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Provider;
import java.util.List;

/**
 * Gitea, or Forgejo, which came from it and sends the same under headers of its own. Their payloads are GitHub's, but for
 * what is missing: no word of forced pushes, and no push for a branch that was deleted.
 */
final class Gitea implements GitHost {
    /** As many commits as an instance lists unless its administrator says otherwise. */
    private static final int MOST_LISTED = 5;

    private final String header;
    private final HmacSha256 signature;
    private final GitHubPush push;
    private final GitHubPullRequest pullRequest;
    private final GiteaDeletion deletion;

    /** {@code header}: what the names of its own headers begin with, such as {@code X-Gitea-}. */
    Gitea(Provider provider, String header) {
        this.header = header;
        this.signature = new HmacSha256(header + "Signature", "");
        this.push = new GitHubPush(provider, "total_commits", MOST_LISTED);
        this.pullRequest = new GitHubPullRequest(provider);
        this.deletion = new GiteaDeletion(provider);
    }

    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        return signature.verify(request, secrets);
    }

    /** A delivery that is replayed at the sender gets an id of its own; its content then tells that it is old. */
    @Override
    public Reading read(VerifiedRequest request) {
        HeaderFields headers = new HeaderFields(request.headers());
        String type = headers.type(header + "Event");
        String key = headers.key(header + "Delivery");
        return PayloadReader.read(request, headers, type, key, body -> meaning(type, body));
    }

    private Facts meaning(String type, JsonFields body) {
        return switch (type) {
            case "push" -> push.facts(body);
            case "pull_request" -> pullRequest.facts(body);
            case "delete" -> deletion.facts(body);
            case "create" ->
                Facts.ignored("The push delivery of the same branch or tag tells the same, with its history.");
            default -> Facts.ignored("No rule is triggered by " + type + " events.");
        };
    }
}
