package dev.sluice.engine.notice;

import dev.sluice.aws.DomainJson;
import dev.sluice.domain.JsonForm;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.notice.ApprovalFacts;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeText;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.run.TimelineEntry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings a copy into the form of its recipient, and sends it. Secrets are opened here and nowhere before. */
class Sending {
    private final Mail mail;
    private final Outbound outbound;
    private final Vault vault;
    private final Words words;
    private final Clock clock;

    /** Where the words come from. */
    record Words(NoticePages pages, ApprovalLinks approvals) {}

    Sending(Mail mail, Outbound outbound, Vault vault, Words words, Clock clock) {
        this.mail = mail;
        this.outbound = outbound;
        this.vault = vault;
        this.words = words;
        this.clock = clock;
    }

    /** To a member: what asks for an approval has the person's own link. */
    Tried toPerson(Copies.Copy copy, Run run, String email) {
        NoticeText text = copy.event().isForAdmins()
                ? NoticeText.of(
                        copy.event(),
                        run,
                        words.approvals().linkFor(run, email).orElseGet(() -> words.pages()
                                .of(run)),
                        words.approvals().factsOf(run))
                : NoticeText.of(copy.event(), run, words.pages().of(run));
        return mail.send(copy.id(), email, MailForm.of(text), clock.instant());
    }

    /** To a channel: nothing here is of one person's, so an approval's link is the run's page. */
    Tried toChannel(Copies.Copy copy, NoticeChannel channel) {
        NoticeText text = copy.run()
                .map(run -> NoticeText.of(
                        copy.event(),
                        run,
                        words.pages().of(run),
                        copy.event().isForAdmins() ? words.approvals().factsOf(run) : ApprovalFacts.UNKNOWN))
                .orElseGet(() -> NoticeText.test(
                        channel.project(), channel.name(), words.pages().of(channel.project())));
        return switch (channel.kind()) {
            case EMAIL -> mail.send(copy.id(), channel.target().shown(), MailForm.of(text), clock.instant());
            case WEBHOOK -> webhook(copy, channel);
            case SLACK -> chat(channel, ChatForms.slack(text));
            case TEAMS -> chat(channel, ChatForms.teams(text));
            case DISCORD -> chat(channel, ChatForms.discord(text));
        };
    }

    private Tried chat(NoticeChannel channel, Map<String, Object> form) {
        Secret address = vault.open(
                NoticeChannel.addressPurpose(channel.project(), channel.id()),
                channel.target().address().orElseThrow());
        return outbound.post(URI.create(address.reveal()), Map.of(), DomainJson.bytes(form));
    }

    private Tried webhook(Copies.Copy copy, NoticeChannel channel) {
        byte[] body = DomainJson.bytes(JsonForm.object(
                "type",
                copy.event().wireName(),
                "timestamp",
                happened(copy),
                "data",
                JsonForm.object(
                        "project", channel.project().value(), "run", copy.run().map(RunFormat::json))));
        Instant now = clock.instant();
        Map<String, String> headers = WebhookSignature.headers(copy.id(), now, body, secrets(channel, now));
        return outbound.post(URI.create(channel.target().shown()), headers, body);
    }

    /** The current secret, and the former one while the overlap of a rotation lasts. */
    private List<Secret> secrets(NoticeChannel channel, Instant now) {
        NoticeChannel.Signing signing = channel.signing().orElseThrow();
        String purpose = NoticeChannel.signingPurpose(channel.project(), channel.id());
        return Stream.concat(
                        Stream.of(signing.current()),
                        signing
                                .former()
                                .filter(former -> now.isBefore(former.until()))
                                .map(NoticeChannel.Former::secret)
                                .stream())
                .map(envelope -> vault.open(purpose, envelope))
                .toList();
    }

    /** When it happened, as far as the run tells: the same at every try. */
    private Instant happened(Copies.Copy copy) {
        Optional<Instant> known = copy.run()
                .flatMap(run -> copy.event() == NoticeEvent.RUN_STARTED
                        ? run.startedAt()
                        : run.finishedAt().or(() -> run.timeline().stream()
                                .reduce((first, second) -> second)
                                .map(TimelineEntry::at)));
        return known.orElseGet(clock::instant);
    }
}
