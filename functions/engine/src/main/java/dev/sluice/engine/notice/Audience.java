package dev.sluice.engine.notice;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an event of a run concerns: the Admins where they are asked for something, the person who pressed Run when the run
 * ends, and every channel that chose the event. An address that is written to as a person is not written to as a channel too.
 */
@Singleton
class Audience {
    private static final Set<NoticeEvent> ENDS = EnumSet.of(
            NoticeEvent.RUN_SUCCEEDED,
            NoticeEvent.RUN_FAILED,
            NoticeEvent.RUN_SKIPPED,
            NoticeEvent.RUN_CANCELLED,
            NoticeEvent.RUN_SUPERSEDED,
            NoticeEvent.APPROVAL_DECIDED,
            NoticeEvent.APPROVAL_EXPIRED);

    private final ProjectStore projects;
    private final NoticeStore notices;

    Audience(ProjectStore projects, NoticeStore notices) {
        this.projects = projects;
        this.notices = notices;
    }

    List<NoticeRecipient> of(NoticeEvent event, Run run) {
        Set<NoticeRecipient> all = new LinkedHashSet<>();
        if (event.isForAdmins()) {
            admins(run.project(), all);
        }
        if (ENDS.contains(event) && run.status().isFinal() && run.event().kind() == EventKind.MANUAL) {
            projects.member(run.project(), run.event().actor())
                    .ifPresent(member -> all.add(new NoticeRecipient.Person(member.email())));
        }
        for (NoticeChannel channel : notices.channels(run.project())) {
            if (channel.wants(event) && !isAmong(all, channel)) {
                all.add(channel.recipient());
            }
        }
        return List.copyOf(all);
    }

    private static boolean isAmong(Set<NoticeRecipient> people, NoticeChannel channel) {
        return channel.kind() == NoticeChannel.Kind.EMAIL
                && people.contains(new NoticeRecipient.Person(channel.target().shown()));
    }

    private void admins(ProjectId project, Set<NoticeRecipient> all) {
        Optional<String> cursor = Optional.empty();
        do {
            Page<Member> page = projects.members(project, new Page.Request(100, cursor));
            page.items().stream()
                    .filter(member -> member.role() == Role.ADMIN)
                    .forEach(member -> all.add(new NoticeRecipient.Person(member.email())));
            cursor = page.next();
        } while (cursor.isPresent());
    }
}
