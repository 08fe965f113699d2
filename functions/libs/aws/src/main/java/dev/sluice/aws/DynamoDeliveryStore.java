package dev.sluice.aws;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.Page;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deliveries in the table. A delivery and its decisions share a partition, so that both are one query. */
public final class DynamoDeliveryStore implements DeliveryStore {
    private final TableReader reader;

    public DynamoDeliveryStore(DynamoDbClient client, String table, Clock clock) {
        this.reader = new TableReader(client, table, clock);
    }

    @Override
    public Optional<Delivery> delivery(ProjectId project, DeliveryId id) {
        return reader.get(Delivery.class, ItemKey.delivery(project, id));
    }

    @Override
    public Optional<Decided> decided(ProjectId project, DeliveryId id) {
        Map<ItemKey, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        reader.all(Listing.forward(TableSchema.TABLE, ItemKey.deliveryPartition(project, id)))
                .forEach(item -> items.put(ItemKey.of(item), item));
        return Optional.ofNullable(items.remove(ItemKey.delivery(project, id)))
                .map(item -> new Decided(
                        Items.entity(Delivery.class, item),
                        items.values().stream()
                                .map(decision -> Items.entity(DecisionRecord.class, decision))
                                .toList()));
    }

    @Override
    public List<DecisionRecord> decisions(RuleId rule, List<Delivery> deliveries) {
        List<ItemKey> keys = deliveries.stream()
                .flatMap(d -> IntStream.range(0, d.events().size())
                        .mapToObj(index -> ItemKey.decision(d.project(), d.id(), index, rule)))
                .toList();
        return reader.batch(keys).values().stream()
                .map(item -> Items.entity(DecisionRecord.class, item))
                .toList();
    }

    @Override
    public List<DecisionRecord> decisions(ProjectId project, DeliveryId delivery) {
        Listing decisions = Listing.forward(TableSchema.TABLE, ItemKey.deliveryPartition(project, delivery))
                .sortPrefix(ItemKey.DECISION_PREFIX);
        return reader.all(decisions).stream()
                .map(item -> Items.entity(DecisionRecord.class, item))
                .toList();
    }

    @Override
    public Page<Delivery> deliveries(ProjectId project, Page.Request page) {
        return reader.page(
                Delivery.class, Listing.newestFirst(TableSchema.FEED, IndexKey.deliveriesPartition(project)), page);
    }

    @Override
    public Known known(Delivery delivery) {
        ProjectId project = delivery.project();
        ItemKey claim = ItemKey.claim(project, EventClaim.Kind.DELIVERY, DeliveryStore.deliveryClaimKey(delivery));
        List<Event> events =
                delivery.events().stream().filter(e -> !e.ref().isEmpty()).toList();
        Set<ItemKey> keys = new LinkedHashSet<>(List.of(claim));
        events.forEach(event -> keys.addAll(List.of(headKey(project, event), contentKey(project, event))));
        Map<ItemKey, Map<String, AttributeValue>> items = reader.batch(keys);
        Map<String, RefHead> heads = new HashMap<>();
        Map<String, EventClaim> contents = new HashMap<>();
        for (Event event : events) {
            RefHead unknown = RefHead.unknown(project, event);
            RefHead head = Optional.ofNullable(items.get(headKey(project, event)))
                    .map(item -> Items.entity(RefHead.class, item))
                    .orElse(unknown);
            heads.put(DeliveryStore.headKey(unknown), head);
            Optional.ofNullable(items.get(contentKey(project, event)))
                    .map(item -> Items.entity(EventClaim.class, item))
                    .ifPresent(content -> contents.put(DeliveryStore.contentClaimKey(event), content));
        }
        Optional<EventClaim> taken =
                Optional.ofNullable(items.get(claim)).map(item -> Items.entity(EventClaim.class, item));
        return new Known(taken, heads, contents);
    }

    @Override
    public RefHead head(ProjectId project, Event event) {
        return reader.get(RefHead.class, headKey(project, event)).orElseGet(() -> RefHead.unknown(project, event));
    }

    @Override
    public Optional<EventClaim> claim(ProjectId project, EventClaim.Kind kind, String key) {
        return reader.get(EventClaim.class, ItemKey.claim(project, kind, key));
    }

    private static ItemKey headKey(ProjectId project, Event event) {
        return ItemKey.refHead(project, event.repository(), event.qualifiedRef());
    }

    private static ItemKey contentKey(ProjectId project, Event event) {
        return ItemKey.claim(project, EventClaim.Kind.CONTENT, DeliveryStore.contentClaimKey(event));
    }
}
