package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.Write;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DynamoNoticeStoreTest extends TableTest {
    private static final ProjectId OTHER = new ProjectId("demo-2");
    private static final NoticeRecipient ADA = new NoticeRecipient.Person("Ada@example.com");

    private final DynamoNoticeStore notices = new DynamoNoticeStore(LocalDynamoDb.client(), table, Examples.CLOCK);

    @Test
    void a_projects_channels_are_listed_in_the_order_of_their_creation() {
        stored(Examples.channel(NoticeChannel.Kind.TEAMS, 2), Examples.channel(NoticeChannel.Kind.EMAIL, 1));

        assertThat(notices.channels(Examples.DEMO))
                .extracting(NoticeChannel::kind)
                .containsExactly(NoticeChannel.Kind.EMAIL, NoticeChannel.Kind.TEAMS);
        assertThat(notices.channels(OTHER)).isEmpty();
        ChannelId id = Examples.channel(NoticeChannel.Kind.TEAMS, 2).id();
        assertThat(notices.channel(Examples.DEMO, id)).isPresent();
        assertThat(notices.channel(OTHER, id)).isEmpty();
    }

    @Test
    void the_attempts_for_one_recipient_of_one_event_are_found_by_number() {
        stored(Examples.attempt(2, Outcome.SENT), Examples.attempt(1, Outcome.FAILED));

        assertThat(notices.attempts(Examples.DEMO, Examples.RUN, NoticeEvent.RUN_FAILED, ADA))
                .extracting(NoticeAttempt::outcome)
                .containsExactly(Outcome.FAILED, Outcome.SENT);
        assertThat(notices.attempts(Examples.DEMO, Examples.RUN, NoticeEvent.RUN_STARTED, ADA))
                .isEmpty();
        assertThat(notices.attempts(
                        Examples.DEMO,
                        Examples.RUN,
                        NoticeEvent.RUN_FAILED,
                        new NoticeRecipient.Person("bob@example.com")))
                .isEmpty();
    }

    @Test
    void attempts_of_a_project_and_of_a_run_come_newest_first_in_pages() {
        stored(
                Examples.attempt(1, Outcome.FAILED),
                Examples.attempt(2, Outcome.FAILED),
                Examples.attempt(3, Outcome.SENT));

        Page<NoticeAttempt> first = notices.attempts(Examples.DEMO, Page.Request.first(2));
        assertThat(first.items()).extracting(NoticeAttempt::number).containsExactly(3, 2);
        Page<NoticeAttempt> second = notices.attempts(Examples.DEMO, new Page.Request(2, first.next()));
        assertThat(second.items()).extracting(NoticeAttempt::number).containsExactly(1);
        assertThat(second.next()).isEmpty();
        assertThat(notices.attempts(Examples.DEMO, Examples.RUN, Page.Request.first(10))
                        .items())
                .hasSize(3);
        assertThat(notices.attempts(Examples.DEMO, new RunId("another"), Page.Request.first(10))
                        .items())
                .isEmpty();
        assertThat(notices.attempts(OTHER, Page.Request.first(10)).items()).isEmpty();
    }

    @Test
    void an_attempt_is_recorded_once_and_forgotten_after_30_days() {
        stored(Examples.attempt(1, Outcome.SENT));

        assertThat(commits.commit(Write.save(Examples.attempt(1, Outcome.FAILED)))
                        .done())
                .isFalse();
        DynamoNoticeStore later = new DynamoNoticeStore(
                LocalDynamoDb.client(),
                table,
                Examples.later(Duration.ofDays(30).plusSeconds(2)));
        assertThat(later.attempts(Examples.DEMO, Page.Request.first(10)).items())
                .isEmpty();
    }
}
