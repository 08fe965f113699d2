package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.engine.dispatch.Dispatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one fact is, whichever host tells it and however it tells it. Each test has refs of its own in one project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHostsDispatchTest {
    private static final String A = Shop.sha(1);
    private static final String B = Shop.sha(2);

    private final Shop shop = new Shop();
    private final Starts starts = new Starts();
    private final Dispatch dispatch = new Dispatch(
            shop.stage.projects,
            shop.stage.deliveries,
            shop.stage.runs,
            shop.stage.commits,
            new Dispatch.Outlets(new RunExecutions(starts, shop.stage.machineArn), shop.stage.noticesQueue));

    @BeforeAll
    void makes_a_rule_for_each_kind() {
        shop.rule("branches", Map.of("trigger", Map.of("type", "push", "branch_patterns", List.of("*"))));
        shop.rule("tags", Map.of("trigger", Map.of("type", "tag_push", "tag_pattern", "*")));
        shop.rule("requests", Map.of("trigger", Map.of("type", "pr_open")));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void the_same_content_under_a_new_delivery_id_fires_once(Provider provider) {
        Told branch = Told.branch(provider, "same-" + provider);
        Told tag = Told.tag(provider, "same-" + provider);
        for (int i = 0; i < 3; i++) {
            take(branch.moved(A, B));
            take(tag.made(B));
        }
        assertThat(runs(branch)).isEqualTo(1);
        assertThat(runs(tag)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void a_tag_that_is_deleted_and_pushed_again_fires_each_time(Provider provider) {
        Told tag = Told.tag(provider, "again-" + provider);
        take(tag.made(A));
        take(tag.deleted(A));
        take(tag.made(A));
        take(tag.made(A));
        take(tag.deleted(A));
        take(tag.deleted(A));
        take(tag.made(A));
        assertThat(runs(tag)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void a_branch_that_goes_there_and_back_fires_each_time(Provider provider) {
        Told branch = Told.branch(provider, "back-" + provider);
        take(branch.made(A));
        take(branch.moved(A, B));
        take(branch.moved(B, A));
        take(branch.moved(A, B));
        take(branch.moved(B, A));
        assertThat(runs(branch)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void a_branch_whose_deletion_does_not_say_where_it_was_fires_when_it_is_pushed_again(Provider provider) {
        Told branch = Told.branch(provider, "gone-" + provider);
        for (int i = 0; i < 3; i++) {
            take(branch.made(A));
            take(branch.deleted(""));
        }
        assertThat(runs(branch)).isEqualTo(3);
    }

    @Test
    void a_pull_request_of_bitbucket_keeps_the_digits_that_were_sent() {
        Told request = new Told(Provider.BITBUCKET, EventKind.PR_OPEN, "12");
        take(request.opened("1234567890ab"));
        take(request.opened("1234567890ab"));
        assertThat(shop.runs())
                .filteredOn(run -> run.event().kind() == EventKind.PR_OPEN)
                .singleElement()
                .satisfies(run -> assertThat(run.event().commit()).isEqualTo("1234567890ab"));
    }

    @Test
    void each_change_of_one_delivery_is_decided_in_its_order() {
        Delivery delivery = Told.delivery(
                shop.stage.clock.instant(),
                Told.branch(Provider.BITBUCKET, "first").moved(A, B),
                Told.branch(Provider.BITBUCKET, "second").deleted(A),
                Told.tag(Provider.BITBUCKET, "third").made(B));
        dispatch.take(delivery);
        List<DecisionRecord> decisions = shop.stage
                .deliveries
                .decided(Shop.PROJECT, delivery.id())
                .orElseThrow()
                .decisions();
        assertThat(decisions).extracting(DecisionRecord::eventIndex).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
        assertThat(decisions)
                .filteredOn(d -> d.run().isPresent())
                .extracting(d -> d.eventIndex() + " " + d.rule().id())
                .containsExactly("0 branches", "2 tags");
    }

    private void take(Event event) {
        dispatch.take(Told.delivery(shop.stage.clock.instant(), event));
    }

    /** How often this ref made something run. */
    private long runs(Told told) {
        return shop.runs().stream()
                .filter(run ->
                        run.event().kind() == told.kind() && run.event().ref().equals(told.ref()))
                .filter(run -> starts.names().contains(run.id().value()))
                .count();
    }
}
