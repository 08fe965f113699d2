package dev.sluice.domain.decision;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.store.DeliveryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows the refs of a project through a row of events, in memory, as dispatch does in the table. Knows nothing at first. */
final class RefWalk {
    private final ProjectId project;
    private final Map<String, RefHead> heads = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();

    RefWalk(ProjectId project) {
        this.project = project;
    }

    /** How an event stands: the key that makes it one event, whether it is late, and the commit its ref has moved to. */
    record Told(String key, RefHead.Order order, Optional<String> movedTo) {}

    /** Takes the delivery's event in; one that a person had told again moves nothing. */
    Told tell(Delivery delivery, Event event) {
        if (event.rule().isPresent()) { // what a person told to one rule says nothing of a ref
            return new Told(delivery.id().value(), RefHead.Order.NEW, Optional.empty());
        }
        RefHead unknown = RefHead.unknown(project, event);
        RefHead head = heads.getOrDefault(DeliveryStore.headKey(unknown), unknown);
        String content = DeliveryStore.contentClaimKey(event);
        Optional<String> taken = Optional.ofNullable(contents.get(content));
        RefHead.Step step = head.step(event, taken.isPresent());
        if (step.order() == RefHead.Order.REPEAT || delivery.redelivery().isPresent()) {
            return new Told(head.toldKey(event, taken), RefHead.Order.REPEAT, head.movedFrom(event));
        }
        String key = step.head().eventKey(event);
        heads.put(DeliveryStore.headKey(unknown), step.head());
        contents.putIfAbsent(content, key);
        return new Told(key, step.order(), Optional.empty());
    }
}
