package dev.sluice.domain.project;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.store.Entity;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One person's role in one project. The e-mail is the verified one of the identity provider, in lower case. {@code logins}:
 * the names that the person has on git hosts, by which a push is known to be theirs; compared without case, as git hosts do.
 */
public record Member(ProjectId project, String email, Role role, Map<Provider, String> logins, long revision)
        implements Entity {
    public Member {
        Objects.requireNonNull(project, "project");
        email = email.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(role, "role");
        logins = Map.copyOf(logins);
    }

    public static Member of(ProjectId project, String email, Role role) {
        return new Member(project, email, role, Map.of(), 0);
    }

    /** Whether an actor of this provider's events is this person; an event of Sluice itself names people by e-mail. */
    public boolean isKnownAs(Provider provider, String actor) {
        return provider == Provider.SLUICE
                ? email.equalsIgnoreCase(actor)
                : actor.equalsIgnoreCase(logins.get(provider));
    }
}
