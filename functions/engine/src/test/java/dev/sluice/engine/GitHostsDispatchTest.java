package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one fact is, whichever host tells it and however it tells it. */
class GitHostsDispatchTest {
    private static final String A = Shop.sha(1);
    private static final String B = Shop.sha(2);
    private static final Map<String, Object> TAGS = Map.of("trigger", Map.of("type", "tag_push", "tag_pattern", "*"));

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void the_same_content_under_a_new_delivery_id_fires_once(Provider provider) {
        shop.rule("r1", Map.of());
        shop.rule("r2", TAGS);
        Event push = Told.branch(provider, "main").moved(A, B);
        Event tag = Told.tag(provider, "v1").made(B);
        for (int i = 0; i < 3; i++) {
            take(push);
            take(tag);
        }
        assertThat(shop.runs()).extracting(run -> run.rule().id().value()).containsExactlyInAnyOrder("r1", "r2");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void a_tag_that_is_deleted_and_pushed_again_fires_each_time(Provider provider) {
        shop.rule("r1", TAGS);
        Told tag = Told.tag(provider, "v1");
        take(tag.made(A));
        take(tag.deleted(A));
        take(tag.made(A));
        take(tag.made(A));
        take(tag.deleted(A));
        take(tag.deleted(A));
        take(tag.made(A));
        assertThat(shop.runs()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void a_branch_that_goes_there_and_back_fires_each_time(Provider provider) {
        shop.rule("r1", Map.of());
        Told main = Told.branch(provider, "main");
        take(main.made(A));
        take(main.moved(A, B));
        take(main.moved(B, A));
        take(main.moved(A, B));
        take(main.moved(B, A));
        assertThat(shop.runs()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void a_branch_whose_deletion_does_not_say_where_it_was_fires_when_it_is_pushed_again(Provider provider) {
        shop.rule("r1", Map.of());
        Told main = Told.branch(provider, "main");
        for (int i = 0; i < 3; i++) {
            take(main.made(A));
            take(main.deleted(""));
        }
        assertThat(shop.runs()).hasSize(3);
    }

    @Test
    void a_pull_request_of_bitbucket_keeps_the_digits_that_were_sent() {
        shop.rule("r1", Map.of("trigger", Map.of("type", "pr_open")));
        Event opened = new Told(Provider.BITBUCKET, EventKind.PR_OPEN, "12").opened("1234567890ab");
        take(opened);
        take(opened);
        assertThat(shop.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.event().commit()).isEqualTo("1234567890ab"));
    }

    @Test
    void each_change_of_one_delivery_is_decided_in_its_order() {
        shop.rule("r1", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("*"))));
        shop.rule("r2", TAGS);
        Delivery delivery = Told.delivery(
                shop.stage.clock.instant(),
                Told.branch(Provider.BITBUCKET, "main").moved(A, B),
                Told.branch(Provider.BITBUCKET, "old").deleted(A),
                Told.tag(Provider.BITBUCKET, "v1").made(B));
        shop.stage.dispatch.take(delivery);
        List<DecisionRecord> decisions = shop.stage
                .deliveries
                .decided(Shop.PROJECT, delivery.id())
                .orElseThrow()
                .decisions();
        assertThat(decisions).extracting(DecisionRecord::eventIndex).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(decisions)
                .filteredOn(d -> d.run().isPresent())
                .extracting(d -> d.eventIndex() + " " + d.rule().id())
                .containsExactly("0 r1", "2 r2");
        assertThat(shop.runs()).extracting(Run::event).extracting(Event::ref).containsExactlyInAnyOrder("main", "v1");
    }

    private void take(Event event) {
        shop.stage.dispatch.take(Told.delivery(shop.stage.clock.instant(), event));
    }
}
