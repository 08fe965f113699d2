package dev.sluice.providers;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery.Facts;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Gitea's and Forgejo's delete payload. A deleted tag is told by a push as well, a deleted branch by this alone; without it
 * a branch that is deleted and pushed again would look like the first push told twice. It does not say where the ref was.
 */
record GiteaDeletion(Provider provider) {
    Facts facts(JsonFields body) {
        String kind = body.name("ref_type", Limits.NAME);
        if (!kind.equals("branch")) {
            return Facts.ignored("The push delivery of the same tag tells the same, with its commit.");
        }
        JsonFields repository = body.object("repository");
        int digits = repository.line("object_format_name", Limits.NAME).equals("sha256") ? 64 : 40;
        return Facts.of(List.of(new Event(
                provider,
                EventKind.PUSH,
                GitHubFields.fullName(repository),
                body.name("ref", Limits.NAME),
                "",
                "0".repeat(digits),
                "",
                true,
                false,
                GitHubFields.actor(body),
                "",
                repository.link("html_url", Limits.LINK),
                new ChangedPaths(List.of(), true),
                Optional.empty(),
                Optional.empty())));
    }
}
