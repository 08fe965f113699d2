package dev.sluice.providers;

import dev.sluice.domain.Fields;
import dev.sluice.domain.event.Provider;
import java.util.Arrays;
import java.util.Optional;

/**
 * The software that sent a request, told by the header that names its event. Forgejo sends Gitea's headers as well, and both
 * send GitHub's, so the first of these that is there tells which one it was.
 */
enum Sender {
    FORGEJO("Forgejo", "X-Forgejo-Event"),
    GITEA("Gitea", "X-Gitea-Event"),
    GOGS("Gogs", "X-Gogs-Event"),
    GITHUB("GitHub", "X-GitHub-Event"),
    GITLAB("GitLab", "X-Gitlab-Event"),
    BITBUCKET("Bitbucket", "X-Event-Key");

    private final String name;
    private final String header;

    Sender(String name, String header) {
        this.name = name;
        this.header = header;
    }

    /** Empty where no header tells. */
    static Optional<Sender> of(Headers headers) {
        return Arrays.stream(values())
                .filter(sender -> headers.value(sender.header).isPresent())
                .findFirst();
    }

    String header() {
        return header;
    }

    /** Whether the URL of this provider understands what this sender sends: Forgejo speaks Gitea's language as well. */
    boolean belongsAt(Provider provider) {
        return name().equals(provider.name()) || (this == FORGEJO && provider == Provider.GITEA);
    }

    /** What to change at the sender whose delivery came to another host's URL. */
    String whereItBelongs() {
        return Arrays.stream(Provider.values())
                .filter(this::belongsAt)
                .filter(provider -> provider.name().equals(name()))
                .findFirst()
                .map(provider -> "This is a delivery of " + name + ": give the webhook there the URL that ends in /"
                        + Fields.wire(provider) + ".")
                .orElse("This is a delivery of " + name + ", whose webhooks are not understood here.");
    }
}
