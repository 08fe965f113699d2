package dev.sluice.api.notice;

import dev.sluice.api.ApiConfig;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeChannel.Kind;
import dev.sluice.domain.notice.NoticeChannel.Signing;
import dev.sluice.domain.notice.NoticeChannel.Target;
import dev.sluice.domain.notice.NoticeEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A channel's JSON, read and written. The address of a chat is sealed the moment it is read, and only its host is shown. */
@ApplicationScoped
class ChannelText {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String TARGET = "target";
    private static final String EVENTS = "events";

    private final Vault vault;
    private final ApiConfig config;

    ChannelText(Vault vault, ApiConfig config) {
        this.vault = vault;
        this.config = config;
    }

    /** A new channel, of a kind that {@code signing} is made for. */
    NoticeChannel create(ProjectId project, ChannelId id, Map<String, Object> json, Signed signed) {
        Fields fields = Fields.of(json);
        Optional<Kind> kind = fields.required("kind", Kind.class);
        fields.missing(TARGET, "Required: an e-mail address, or the https address that takes the notices.");
        Input input = input(fields, kind);
        Inputs.finish(fields);
        return new NoticeChannel(
                project,
                id,
                input.name(),
                kind.orElseThrow(),
                target(project, id, kind.orElseThrow(), input.target().orElseThrow()),
                input.events(),
                input.enabled(),
                kind.filter(k -> k == Kind.WEBHOOK).map(k -> signed.signing()),
                signed.at(),
                0);
    }

    /** How a webhook made now would be signed, and when now is. */
    record Signed(Signing signing, Instant at) {}

    /** The channel as the JSON says it; the address of a chat may be left out, since it is not shown: then it stays. */
    NoticeChannel change(NoticeChannel now, Map<String, Object> json) {
        Fields fields = Fields.of(json);
        if (fields.oneOf("kind", Kind.class, now.kind()) != now.kind()) {
            fields.error("kind", "A channel stays of its kind; make another one.");
        }
        if (!now.kind().hasSecretAddress()) {
            fields.missing(TARGET, "Required: an e-mail address, or the https address that takes the notices.");
        }
        Input input = input(fields, Optional.of(now.kind()));
        Inputs.finish(fields);
        return new NoticeChannel(
                now.project(),
                now.id(),
                input.name(),
                now.kind(),
                input.target()
                        .map(t -> target(now.project(), now.id(), now.kind(), t))
                        .orElse(now.target()),
                input.events(),
                input.enabled(),
                now.signing(),
                now.createdAt(),
                now.revision());
    }

    static Map<String, Object> json(NoticeChannel channel) {
        List<String> events = NoticeEvent.subscribable()
                .filter(channel.events()::contains)
                .map(NoticeEvent::wireName)
                .toList();
        return Json.object(
                "id",
                channel.id().value(),
                "name",
                channel.name(),
                "kind",
                channel.kind(),
                TARGET,
                channel.target().shown(),
                EVENTS,
                events,
                "enabled",
                channel.enabled(),
                "secret_rotated_at",
                channel.signing().map(Signing::rotatedAt),
                "former_valid_until",
                channel.signing().flatMap(Signing::former).map(NoticeChannel.Former::until),
                "created_at",
                channel.createdAt());
    }

    private Input input(Fields fields, Optional<Kind> kind) {
        String name = fields.requiredText("name", 100);
        Optional<String> target = fields.text(TARGET, 2000);
        target.flatMap(t -> kind.flatMap(k -> fault(k, t))).ifPresent(fault -> fields.error(TARGET, fault));
        fields.missing(EVENTS, "Required: a list of events, which may be empty.");
        Set<NoticeEvent> events = new LinkedHashSet<>();
        for (String event : fields.texts(EVENTS, 20, 40)) {
            NoticeEvent.subscribable()
                    .filter(e -> e.wireName().equals(event))
                    .findFirst()
                    .ifPresentOrElse(events::add, () -> fields.error(EVENTS, "Each one of " + names() + "."));
        }
        return new Input(name, target, events, fields.bool("enabled", true));
    }

    private static String names() {
        return NoticeEvent.subscribable().map(NoticeEvent::wireName).collect(Collectors.joining(", "));
    }

    private Target target(ProjectId project, ChannelId id, Kind kind, String text) {
        return kind.hasSecretAddress()
                ? new Target(
                        URI.create(text).getHost(),
                        Optional.of(vault.seal(NoticeChannel.addressPurpose(project, id), new Secret(text))))
                : new Target(text, Optional.empty());
    }

    private Optional<String> fault(Kind kind, String target) {
        if (kind == Kind.EMAIL) {
            return Inputs.isEmail(target) ? Optional.empty() : Optional.of("One e-mail address.");
        }
        return isWebAddress(target)
                ? Optional.empty()
                : Optional.of("An https address of a public host, without a user and a fragment in it.");
    }

    /** Whether the host is public is seen when it is connected to, each time anew. */
    private boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean here = config.noticesLoopback() && "http".equalsIgnoreCase(uri.getScheme());
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || (here && LOOPBACK.contains(uri.getHost())))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private record Input(String name, Optional<String> target, Set<NoticeEvent> events, boolean enabled) {}
}
