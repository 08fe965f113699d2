package dev.sluice.aws;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Page;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Channels and attempts in the table. A project's channels are one query of a partition of their own. */
public final class DynamoNoticeStore implements NoticeStore {
    private final TableReader reader;

    public DynamoNoticeStore(DynamoDbClient client, String table, Clock clock) {
        this.reader = new TableReader(client, table, clock);
    }

    @Override
    public List<NoticeChannel> channels(ProjectId project) {
        return reader.all(Listing.forward(TableSchema.TABLE, ItemKey.noticeChannelsPartition(project))).stream()
                .map(item -> Items.entity(NoticeChannel.class, item))
                .toList();
    }

    @Override
    public Optional<NoticeChannel> channel(ProjectId project, ChannelId channel) {
        return reader.get(NoticeChannel.class, ItemKey.noticeChannel(project, channel));
    }

    @Override
    public Page<NoticeAttempt> attempts(ProjectId project, Page.Request page) {
        return reader.page(
                NoticeAttempt.class, Listing.newestFirst(TableSchema.FEED, IndexKey.attemptsPartition(project)), page);
    }

    @Override
    public Page<NoticeAttempt> attempts(ProjectId project, RunId run, Page.Request page) {
        return reader.page(
                NoticeAttempt.class,
                Listing.newestFirst(TableSchema.RULE_FEED, ItemKey.noticeAttemptsPartition(project, run)),
                page);
    }

    @Override
    public List<NoticeAttempt> attempts(ProjectId project, RunId run, NoticeEvent event, NoticeRecipient recipient) {
        Listing ofOne = Listing.forward(TableSchema.TABLE, ItemKey.noticeAttemptsPartition(project, run))
                .sortPrefix(ItemKey.noticeAttemptPrefix(event, recipient));
        return reader.all(ofOne).stream()
                .map(item -> Items.entity(NoticeAttempt.class, item))
                .toList();
    }
}
