package dev.sluice.domain.store;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import java.util.List;
import java.util.Optional;

/** Reads where notices go and what became of them. All strongly consistent but the pages. */
public interface NoticeStore {
    /** A project's channels, the oldest first. */
    List<NoticeChannel> channels(ProjectId project);

    Optional<NoticeChannel> channel(ProjectId project, ChannelId channel);

    /** A project's attempts, newest first. */
    Page<NoticeAttempt> attempts(ProjectId project, Page.Request page);

    /** The attempts of one run, newest first. */
    Page<NoticeAttempt> attempts(ProjectId project, RunId run, Page.Request page);

    /** The attempts to tell one recipient of one event, by number. */
    List<NoticeAttempt> attempts(ProjectId project, RunId run, NoticeEvent event, NoticeRecipient recipient);
}
