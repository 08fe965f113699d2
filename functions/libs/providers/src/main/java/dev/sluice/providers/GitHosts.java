package dev.sluice.providers;

import dev.sluice.domain.event.Provider;
import java.util.Map;
import java.util.Optional;

/** The git hosts that Sluice understands. */
public final class GitHosts {
    private static final Map<Provider, GitHost> HOSTS = Map.of(Provider.GITHUB, new GitHub());

    private GitHosts() {}

    /** Empty for a provider that sends no webhooks or whose webhooks are not understood yet. */
    public static Optional<GitHost> of(Provider provider) {
        return Optional.ofNullable(HOSTS.get(provider));
    }
}
