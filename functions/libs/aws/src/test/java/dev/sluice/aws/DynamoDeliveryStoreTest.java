package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.DeliveryStore.Known;
import dev.sluice.domain.store.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class DynamoDeliveryStoreTest extends TableTest {
    private static final Event PUSH = ExampleEvents.push("main");

    private final CallCounter counter = new CallCounter();
    private final DynamoDeliveryStore counted = new DynamoDeliveryStore(
            LocalDynamoDb.client(UrlConnectionHttpClient.create(), counter), table, Examples.CLOCK);

    @Test
    void a_delivery_and_its_decisions_are_one_query_in_the_order_of_its_events() {
        stored(
                ExampleEvents.decision(2, Verdict.NO_MATCH),
                ExampleEvents.decision(0, Verdict.FIRE),
                ExampleEvents.decision(10, Verdict.SKIP),
                ExampleEvents.delivery("key", List.of(PUSH)));

        DeliveryStore.Decided decided =
                counted.decided(Examples.DEMO, Examples.DELIVERY).orElseThrow();

        assertThat(counter.calls()).containsExactly("QueryRequest");
        assertThat(decided.delivery().events()).containsExactly(PUSH);
        assertThat(decided.decisions()).extracting(DecisionRecord::eventIndex).containsExactly(0, 2, 10);
        assertThat(counted.decisions(Examples.DEMO, Examples.DELIVERY)).isEqualTo(decided.decisions());
        assertThat(counter.calls()).containsExactly("QueryRequest", "QueryRequest");
    }

    @Test
    void what_one_rule_made_of_many_deliveries_is_one_call_for_a_hundred_events() {
        List<Delivery> many =
                IntStream.range(0, 150).mapToObj(DynamoDeliveryStoreTest::at).toList();
        stored(ExampleEvents.decision(0, Verdict.FIRE), ExampleEvents.decision(1, Verdict.SKIP));
        Delivery asked = ExampleEvents.delivery("key", List.of(PUSH, PUSH));

        assertThat(counted.decisions(
                        Examples.RULE,
                        Stream.concat(Stream.of(asked), many.stream()).toList()))
                .extracting(DecisionRecord::eventIndex)
                .containsExactlyInAnyOrder(0, 1);
        assertThat(counter.calls()).containsExactly("BatchGetItemRequest", "BatchGetItemRequest");
        assertThat(counted.decisions(new RuleId("another"), List.of(asked))).isEmpty();
    }

    @Test
    void a_delivery_is_one_of_its_project_only() {
        stored(ExampleEvents.ignored());

        assertThat(deliveries.delivery(Examples.DEMO, ExampleEvents.ignored().id()))
                .isPresent();
        assertThat(deliveries.delivery(
                        new ProjectId("other"), ExampleEvents.ignored().id()))
                .isEmpty();
        assertThat(deliveries.decided(
                        new ProjectId("other"), ExampleEvents.ignored().id()))
                .isEmpty();
    }

    @Test
    void deliveries_are_listed_newest_first_and_without_those_that_lapsed() {
        stored(at(0), at(2), at(1));

        assertThat(deliveries.deliveries(Examples.DEMO, Page.Request.first(10)).items())
                .extracting(Delivery::key)
                .containsExactly("2", "1", "0");
        DynamoDeliveryStore later =
                deliveriesAt(Examples.later(Duration.ofDays(30).plusMinutes(90)));
        assertThat(later.deliveries(Examples.DEMO, Page.Request.first(10)).items())
                .extracting(Delivery::key)
                .containsExactly("2");
    }

    @Test
    void what_dispatch_must_know_is_exactly_one_batch() {
        Delivery delivery = ExampleEvents.delivery("key", List.of(PUSH, ExampleEvents.tag(), PUSH));
        EventClaim taken = taken(delivery);
        EventClaim content = content(PUSH);
        RefHead head = RefHead.unknown(Examples.DEMO, PUSH).step(PUSH, false).head();
        stored(taken, content, head);

        Known known = counted.known(delivery);

        assertThat(counter.calls()).containsExactly("BatchGetItemRequest");
        assertThat(known.delivery()).map(EventClaim::value).contains(Examples.DELIVERY.value());
        assertThat(known.head(Examples.DEMO, PUSH).head()).isEqualTo(Examples.SHA);
        assertThat(known.head(Examples.DEMO, PUSH).revision()).isEqualTo(1);
        assertThat(known.head(Examples.DEMO, ExampleEvents.tag()))
                .isEqualTo(RefHead.unknown(Examples.DEMO, ExampleEvents.tag()));
        assertThat(known.content(PUSH)).map(EventClaim::revision).contains(1L);
        assertThat(known.content(ExampleEvents.tag())).isEmpty();
    }

    @Test
    void nothing_is_known_of_a_first_delivery() {
        Known known = deliveries.known(ExampleEvents.delivery("key", List.of(PUSH)));

        assertThat(known.delivery()).isEmpty();
        assertThat(known.contents()).isEmpty();
        assertThat(known.heads().values()).containsExactly(RefHead.unknown(Examples.DEMO, PUSH));
    }

    @Test
    void a_claim_that_lapsed_is_not_known() {
        Delivery delivery = ExampleEvents.delivery("key", List.of(PUSH));
        stored(taken(delivery));

        assertThat(deliveries.known(delivery).delivery()).isPresent();
        assertThat(deliveriesAt(Examples.later(Duration.ofDays(31)))
                        .known(delivery)
                        .delivery())
                .isEmpty();
    }

    @Test
    void a_delivery_of_a_hundred_refs_is_known_in_several_batches() {
        List<Event> events = IntStream.range(0, 100)
                .mapToObj(i -> ExampleEvents.push("b" + i))
                .toList();
        events.forEach(event -> stored(content(event)));

        Known known = counted.known(ExampleEvents.delivery("key", events));

        assertThat(counter.calls())
                .containsExactly("BatchGetItemRequest", "BatchGetItemRequest", "BatchGetItemRequest");
        assertThat(known.contents()).hasSize(100);
        assertThat(known.heads()).hasSize(100);
    }

    @Test
    void keys_that_a_busy_table_left_out_are_asked_for_again() {
        Delivery delivery = ExampleEvents.delivery("key", List.of());
        FaultyHttp http = new FaultyHttp().answerNext(200, nothingProcessed(delivery));
        stored(taken(delivery));
        DynamoDeliveryStore busy = new DynamoDeliveryStore(LocalDynamoDb.client(http), table, Examples.CLOCK);

        assertThat(busy.known(delivery).delivery()).isPresent();
        assertThat(http.calls()).isEqualTo(2);
    }

    @Test
    void a_table_that_never_answers_for_a_key_is_an_exception() {
        Delivery delivery = ExampleEvents.delivery("key", List.of());
        FaultyHttp http = new FaultyHttp();
        IntStream.range(0, 50).forEach(i -> http.answerNext(200, nothingProcessed(delivery)));
        DynamoDeliveryStore busy = new DynamoDeliveryStore(LocalDynamoDb.client(http), table, Examples.CLOCK);

        assertThatThrownBy(() -> busy.known(delivery))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("busy");
        assertThat(http.calls()).isBetween(5, 20);
    }

    @Test
    void an_event_without_a_ref_has_no_head() {
        Event manual = ExampleEvents.event(EventKind.MANUAL, "", Examples.SHA, Optional.empty());

        assertThat(deliveries
                        .known(ExampleEvents.delivery("key", List.of(manual)))
                        .heads())
                .isEmpty();
    }

    private String nothingProcessed(Delivery delivery) {
        ItemKey key = ItemKey.claim(Examples.DEMO, EventClaim.Kind.DELIVERY, DeliveryStore.deliveryClaimKey(delivery));
        return """
                {"Responses": {}, "UnprocessedKeys": {"%s": {"ConsistentRead": true,
                 "Keys": [{"pk": {"S": "%s"}, "sk": {"S": "%s"}}]}}}"""
                .formatted(table, key.pk(), key.sk());
    }

    private static EventClaim taken(Delivery delivery) {
        return new EventClaim(
                Examples.DEMO,
                EventClaim.Kind.DELIVERY,
                DeliveryStore.deliveryClaimKey(delivery),
                Examples.DELIVERY.value(),
                0);
    }

    private static EventClaim content(Event event) {
        return new EventClaim(
                Examples.DEMO, EventClaim.Kind.CONTENT, DeliveryStore.contentClaimKey(event), "event key", 0);
    }

    private static Delivery at(int hour) {
        Delivery one = ExampleEvents.delivery(Integer.toString(hour), List.of(PUSH));
        DeliveryId id = new DeliveryId(Ulid.of(Examples.NOW.plus(Duration.ofHours(hour)), "x"));
        return new Delivery(
                one.project(),
                id,
                one.key(),
                one.provider(),
                one.type(),
                Examples.NOW.plus(Duration.ofHours(hour)),
                one.events(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
