package dev.sluice.engine.notice;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells one recipient of one event, and records the attempt. What is recorded as sent is not sent again, however often it is
 * asked for. A crash between the sending and the record sends once more: the other side can tell by the id, which is the same.
 */
@Singleton
class Copies {
    private static final Logger LOG = Logger.getLogger(Copies.class);

    /** How many others may record at the same time before we give up counting. */
    private static final int RECORDS = 20;

    private final ProjectStore projects;
    private final NoticeStore notices;
    private final Commits commits;
    private final Sending sending;
    private final Clock clock;

    Copies(ProjectStore projects, NoticeStore notices, Commits commits, Sending sending, Clock clock) {
        this.projects = projects;
        this.notices = notices;
        this.commits = commits;
        this.sending = sending;
        this.clock = clock;
    }

    /** One copy: {@code run} is absent for a test. */
    record Copy(Subject subject, NoticeEvent event, Optional<Run> run, NoticeRecipient to) {
        /** The same at every try of this copy, and another one for every other copy. */
        String id() {
            return "msg_"
                    + Sha256.ofFields(subject.project().value(), subject.id().value(), event.wireName(), to.key())
                            .substring(0, 32);
        }
    }

    /** What it is about: the run's id, or that of a test. */
    record Subject(ProjectId project, RunId id) {}

    /** What came of it; {@code SENT} as well where it had been sent before or there is nobody left to tell. */
    Outcome tell(Copy copy, boolean lastTry) {
        List<NoticeAttempt> before = attempts(copy);
        if (before.stream().anyMatch(a -> a.outcome() == Outcome.SENT)) {
            return Outcome.SENT;
        }
        Optional<ChannelId> channel = copy.to().channel();
        if (channel.isPresent()) {
            return notices.channel(copy.subject().project(), channel.get())
                    .filter(c -> c.enabled() || copy.event() == NoticeEvent.TEST)
                    .map(c -> record(copy, c.kind(), c.target().shown(), sending.toChannel(copy, c), lastTry))
                    .orElse(Outcome.SENT);
        }
        String email = ((NoticeRecipient.Person) copy.to()).email();
        return record(copy, NoticeChannel.Kind.EMAIL, email, toPerson(copy, email), lastTry);
    }

    /** A mail that waited is not sent to somebody who may no longer read it, nor a question that is answered. */
    private Tried toPerson(Copy copy, String email) {
        Optional<Member> member = projects.member(copy.subject().project(), email);
        boolean may = copy.event().isForAdmins()
                ? member.filter(m -> m.role() == Role.ADMIN).isPresent()
                : member.isPresent();
        Run run = copy.run().orElseThrow();
        if (!may) {
            return Tried.refused(
                    "The person is no longer " + (copy.event().isForAdmins() ? "an Admin" : "a member") + ".");
        }
        if (copy.event().isForAdmins() && run.status() != RunStatus.PENDING_APPROVAL) {
            return Tried.refused("The run waits for no approval any more.");
        }
        return sending.toPerson(copy, run, email);
    }

    private Outcome record(Copy copy, NoticeChannel.Kind kind, String shown, Tried tried, boolean lastTry) {
        Outcome outcome = tried.outcome() == Outcome.FAILED && lastTry ? Outcome.GIVEN_UP : tried.outcome();
        LOG.infof(
                "%s of %s to a %s: %s. %s",
                copy.event().wireName(), copy.subject().id(), kind, outcome, tried.detail());
        for (int record = 0; record < RECORDS; record++) {
            NoticeAttempt attempt = new NoticeAttempt(
                    copy.subject().project(),
                    copy.subject().id(),
                    copy.event(),
                    copy.to(),
                    attempts(copy).size() + 1,
                    kind,
                    shown,
                    clock.instant(),
                    outcome,
                    tried.detail(),
                    0);
            if (commits.commit(Write.save(attempt)).done()) {
                return tried.outcome();
            }
        }
        throw new IllegalStateException("An attempt could not be recorded: others recorded theirs all the time.");
    }

    private List<NoticeAttempt> attempts(Copy copy) {
        return notices.attempts(copy.subject().project(), copy.subject().id(), copy.event(), copy.to());
    }
}
