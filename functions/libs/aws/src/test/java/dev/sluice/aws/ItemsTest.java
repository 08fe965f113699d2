package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How entities lie in the table. */
class ItemsTest extends TableTest {
    static Stream<Entity> examples() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_entity_comes_back_as_it_was_stored_with_the_next_revision(Entity entity) {
        stored(entity);

        Entity read = Items.entity(entity.getClass(), item(entity));

        assertThat(read).usingRecursiveComparison().ignoringFields("revision").isEqualTo(entity);
        assertThat(read.revision()).isEqualTo(1);
    }

    @Test
    void there_is_an_example_of_every_kind_of_entity() {
        assertThat(examples().map(Entity::getClass))
                .containsAll(ItemForm.ALL.stream().map(ItemForm::type).toList());
    }

    @Test
    void an_entity_is_a_native_map_without_its_revision() {
        Lane lane = Lane.free(Examples.DEMO, Examples.STAGING);
        stored(lane);

        assertThat(item(lane))
                .containsEntry("revision", AttributeValue.fromN("1"))
                .containsEntry("type", AttributeValue.fromS("lane"))
                .containsEntry(
                        "doc",
                        AttributeValue.fromM(Map.of(
                                "project", AttributeValue.fromS("demo"),
                                "environment", AttributeValue.fromS("staging"),
                                "next_number", AttributeValue.fromN("1"))));
    }

    @Test
    void what_lapses_says_when() {
        Instant now = Examples.NOW;
        assertThat(ttl(ExampleEvents.ignored()))
                .contains(now.plus(Duration.ofDays(30)).getEpochSecond());
        assertThat(ttl(ExampleEvents.decision(0, Verdict.FIRE)))
                .contains(now.plus(Duration.ofDays(30)).getEpochSecond());
        assertThat(ttl(ExampleRuns.finished()))
                .contains(now.plus(Duration.ofDays(400)).getEpochSecond());
        assertThat(ttl(ExampleRuns.action()))
                .contains(now.plus(Duration.ofDays(400)).getEpochSecond());
        assertThat(ttl(Examples.project())).isEmpty();
        assertThat(ttl(Lane.free(Examples.DEMO, Examples.STAGING))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventClaim.Kind.class)
    void a_claim_lasts_as_long_as_what_it_guards(EventClaim.Kind kind) {
        Map<EventClaim.Kind, Duration> wanted = Map.of(
                EventClaim.Kind.DELIVERY, Duration.ofDays(30),
                EventClaim.Kind.CONTENT, Duration.ofDays(30),
                EventClaim.Kind.PROGRESS, Duration.ofDays(30),
                EventClaim.Kind.EVENT, Duration.ofDays(400),
                EventClaim.Kind.REQUEST, Duration.ofHours(24));

        assertThat(ttl(new EventClaim(Examples.DEMO, kind, "key", "value", 0)))
                .contains(Examples.NOW.plus(wanted.get(kind)).getEpochSecond());
    }

    @Test
    void a_run_is_in_the_open_index_until_it_is_settled_even_where_it_ended() {
        Run ended = ExampleRuns.run(Examples.RUN, RunStatus.FAILED, Examples.NOW);
        String[] open = {TableSchema.OPEN.partitionKey(), TableSchema.OPEN.sortKey()};

        assertThat(Items.item(ended, Examples.NOW)).containsKeys(open);
        assertThat(Items.item(ended.edit().settled().build(), Examples.NOW)).doesNotContainKeys(open);
    }

    @Test
    void times_in_a_key_have_one_width_so_that_their_order_is_the_order_in_time() {
        assertThat(IndexKey.time(Instant.parse("2026-03-01T12:00:00Z"))).isEqualTo("2026-03-01T12:00:00.000000000Z");
        assertThat(IndexKey.time(Examples.NOW)).isEqualTo("2026-03-01T12:00:00.123456789Z");
    }

    @Test
    void names_from_outside_cannot_run_into_each_other_nor_grow_a_key_too_long() {
        assertThat(ItemKey.refHead(Examples.DEMO, "a#b", "c")).isNotEqualTo(ItemKey.refHead(Examples.DEMO, "a", "b#c"));
        assertThat(ItemKey.refHead(Examples.DEMO, "a", "x".repeat(5000)).pk()).hasSizeLessThan(200);
        assertThat(ItemKey.claim(Examples.DEMO, EventClaim.Kind.DELIVERY, "x".repeat(5000))
                        .pk())
                .hasSizeLessThan(200);
    }

    @Test
    void an_item_over_400_kb_is_refused_with_its_size() {
        EventClaim large = new EventClaim(Examples.DEMO, EventClaim.Kind.REQUEST, "key", "ü".repeat(210 * 1024), 0);

        assertThatThrownBy(() -> stored(large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The claim has 430\\d{3} bytes; the table takes at most 409600\\.");
    }

    @Test
    void an_item_of_nearly_400_kb_is_taken() {
        stored(new EventClaim(Examples.DEMO, EventClaim.Kind.REQUEST, "key", "x".repeat(399 * 1024), 0));

        assertThat(deliveries.claim(Examples.DEMO, EventClaim.Kind.REQUEST, "key"))
                .isPresent();
    }

    private Optional<Long> ttl(Entity entity) {
        return Optional.ofNullable(Items.item(entity, Examples.NOW).get(TableSchema.TTL))
                .map(end -> Long.valueOf(end.n()));
    }

    private Map<String, AttributeValue> item(Entity entity) {
        return LocalDynamoDb.client()
                .getItem(r -> r.tableName(table).key(ItemForm.keyOf(entity).attributes()))
                .item();
    }
}
