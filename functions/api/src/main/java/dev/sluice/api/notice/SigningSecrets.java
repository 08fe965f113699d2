package dev.sluice.api.notice;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeChannel.Former;
import dev.sluice.domain.notice.NoticeChannel.Signing;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes the secrets that webhooks are signed with, and puts a new one in the former's place. */
@ApplicationScoped
class SigningSecrets {
    /** As long as both sign: time for a receiver to learn the new one. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final int BYTES = 32;

    private final Vault vault;
    private final Clock clock;

    SigningSecrets(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** 256 bits of chance in the form of Standard Webhooks; the generator is made per call, since a native image must not contain a seed. */
    Secret fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes));
    }

    ChannelText.Signed first(ProjectId project, ChannelId id, Secret fresh) {
        Instant now = clock.instant();
        Signing signing =
                new Signing(vault.seal(NoticeChannel.signingPurpose(project, id), fresh), Optional.empty(), now);
        return new ChannelText.Signed(signing, now);
    }

    /** The channel with the new secret; {@code now} is a webhook. */
    NoticeChannel rotated(NoticeChannel now, Secret fresh) {
        Instant at = clock.instant();
        Signing signing = new Signing(
                vault.seal(NoticeChannel.signingPurpose(now.project(), now.id()), fresh),
                now.signing().map(s -> new Former(s.current(), at.plus(OVERLAP))),
                at);
        return new NoticeChannel(
                now.project(),
                now.id(),
                now.name(),
                now.kind(),
                now.target(),
                now.events(),
                now.enabled(),
                Optional.of(signing),
                now.createdAt(),
                now.revision());
    }
}
