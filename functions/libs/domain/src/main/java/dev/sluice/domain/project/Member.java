package dev.sluice.domain.project;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.store.Entity;
import java.util.Locale;
import java.util.Objects;

/** One person's role in one project. The e-mail is the verified one of the identity provider, in lower case. */
public record Member(ProjectId project, String email, Role role, long revision) implements Entity {
    public Member {
        Objects.requireNonNull(project, "project");
        email = email.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(role, "role");
    }
}
