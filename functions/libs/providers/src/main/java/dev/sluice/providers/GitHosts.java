package dev.sluice.providers;

import dev.sluice.domain.event.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The git hosts that Sluice understands, and what each of them is told to send. The content type is always
 * {@code application/json}.
 *
 * <table>
 * <caption>Headers, and what to choose in the webhook's settings</caption>
 * <tr><th>host</th><th>kind</th><th>delivery</th><th>proof</th><th>choose</th></tr>
 * <tr><td>GitHub</td><td>X-GitHub-Event</td><td>X-GitHub-Delivery</td><td>X-Hub-Signature-256: sha256= and hex</td>
 *     <td>pushes, pull requests</td></tr>
 * <tr><td>GitLab</td><td>X-Gitlab-Event</td><td>webhook-id or Idempotency-Key (see {@link GitLab})</td>
 *     <td>webhook-signature: v1, and base64, with webhook-id and webhook-timestamp; or X-Gitlab-Token</td>
 *     <td>push, tag push, merge request events</td></tr>
 * <tr><td>Bitbucket Cloud</td><td>X-Event-Key</td><td>X-Request-UUID</td><td>X-Hub-Signature: sha256= and hex</td>
 *     <td>repository push, pull request created and merged</td></tr>
 * <tr><td>Gitea</td><td>X-Gitea-Event</td><td>X-Gitea-Delivery</td><td>X-Gitea-Signature: hex</td>
 *     <td>push, pull request, and delete: a deleted branch is told by no push</td></tr>
 * <tr><td>Forgejo</td><td>X-Forgejo-Event</td><td>X-Forgejo-Delivery</td><td>X-Forgejo-Signature: hex</td>
 *     <td>as Gitea</td></tr>
 * </table>
 */
public final class GitHosts {
    private static final Map<Provider, GitHost> HOSTS = Stream.of(
                    new AddressedHost(Provider.GITHUB, new GitHub()),
                    new AddressedHost(Provider.GITLAB, new GitLab()),
                    new AddressedHost(Provider.BITBUCKET, new Bitbucket()),
                    new AddressedHost(Provider.GITEA, new Gitea(Provider.GITEA, "X-Gitea-")),
                    new AddressedHost(Provider.FORGEJO, new Gitea(Provider.FORGEJO, "X-Forgejo-")))
            .collect(Collectors.toUnmodifiableMap(AddressedHost::provider, Function.identity()));

    private GitHosts() {}

    /** Empty for the one provider that sends no webhooks: Sluice itself. */
    public static Optional<GitHost> of(Provider provider) {
        return Optional.ofNullable(HOSTS.get(provider));
    }
}
