package dev.sluice.domain.notice;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A place that a project's notices go to. {@code events} are those that it chose; {@code signing} is there for a webhook and
 * for no other kind.
 */
public record NoticeChannel(
        ProjectId project,
        ChannelId id,
        String name,
        Kind kind,
        Target target,
        Set<NoticeEvent> events,
        boolean enabled,
        Optional<Signing> signing,
        Instant createdAt,
        long revision)
        implements Entity {
    /** More than this many in one project are refused: each of them is a message for each event. */
    public static final int MOST = 50;

    public NoticeChannel {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(target, "target");
        events = Set.copyOf(events);
        Objects.requireNonNull(signing, "signing");
        Objects.requireNonNull(createdAt, "createdAt");
        if (signing.isPresent() != (kind == Kind.WEBHOOK)) {
            throw new IllegalArgumentException("signing: a webhook has it, and no other kind.");
        }
        if (target.address().isPresent() != kind.hasSecretAddress()) {
            throw new IllegalArgumentException("target: sealed for a chat's address, and for no other.");
        }
    }

    public boolean wants(NoticeEvent event) {
        return enabled && events.contains(event);
    }

    public NoticeRecipient recipient() {
        return new NoticeRecipient.Channel(id);
    }

    /** What the address of a chat is sealed for. */
    public static String addressPurpose(ProjectId project, ChannelId id) {
        return "notice address " + project + " " + id;
    }

    /** What a webhook's secrets are sealed for. */
    public static String signingPurpose(ProjectId project, ChannelId id) {
        return "notice signing " + project + " " + id;
    }

    /** The forms that a notice can have. */
    public enum Kind {
        EMAIL,
        WEBHOOK,
        SLACK,
        TEAMS,
        DISCORD;

        /** Whoever knows a chat's address can write into the chat, so it is kept like a secret. */
        public boolean hasSecretAddress() {
            return this == SLACK || this == TEAMS || this == DISCORD;
        }
    }

    /** Where to: {@code shown} may be seen by Admins; {@code address} is the whole URL where that is a secret. */
    public record Target(String shown, Optional<Sealed> address) {
        public Target {
            Objects.requireNonNull(shown, "shown");
            Objects.requireNonNull(address, "address");
        }
    }

    /** The secret that a webhook is signed with, and the one before it while both sign. */
    public record Signing(Sealed current, Optional<Former> former, Instant rotatedAt) {
        public Signing {
            Objects.requireNonNull(current, "current");
            Objects.requireNonNull(former, "former");
            Objects.requireNonNull(rotatedAt, "rotatedAt");
        }
    }

    /** The secret before the last rotation; it signs too up to {@code until}. */
    public record Former(Sealed secret, Instant until) {
        public Former {
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(until, "until");
        }
    }
}
