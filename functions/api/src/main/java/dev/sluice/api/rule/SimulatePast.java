package dev.sluice.api.rule;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The newest deliveries of a project, oldest first, and what one rule was recorded to have made of them. Fewer than asked
 * for where there are no more, or where they are so large that a function could not hold them or an answer not show them.
 */
record SimulatePast(List<Delivery> oldestFirst, List<DecisionRecord> recorded) {
    private static final int PAGE = 100;
    private static final int MAX_EVENTS = 2000;
    private static final long MAX_PATH_CHARS = 16L * 1024 * 1024;

    SimulatePast {
        oldestFirst = List.copyOf(oldestFirst);
        recorded = List.copyOf(recorded);
    }

    static SimulatePast read(DeliveryStore store, ProjectId project, int wanted, Optional<RuleId> rule) {
        List<Delivery> deliveries = new ArrayList<>();
        List<DecisionRecord> recorded = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        Room room = new Room(MAX_EVENTS, MAX_PATH_CHARS);
        do {
            Page.Request request = new Page.Request(Math.min(PAGE, wanted - deliveries.size()), cursor);
            Page<Delivery> page = store.deliveries(project, request);
            List<Delivery> taken = new ArrayList<>();
            for (Delivery delivery : page.items()) {
                room = room.without(delivery);
                if (room.isLeft()) {
                    taken.add(delivery);
                }
            }
            deliveries.addAll(taken);
            rule.ifPresent(id -> store.decisions(id, taken).forEach(r -> recorded.add(withoutChecks(r))));
            cursor = page.next();
        } while (cursor.isPresent() && deliveries.size() < wanted && room.isLeft());
        Collections.reverse(deliveries);
        return new SimulatePast(deliveries, recorded);
    }

    private static DecisionRecord withoutChecks(DecisionRecord record) {
        Decision decision = record.decision();
        return new DecisionRecord(
                record.project(),
                record.delivery(),
                record.eventIndex(),
                record.rule(),
                new Decision(decision.verdict(), decision.reason(), List.of()),
                record.run(),
                record.repeated(),
                record.revision());
    }

    private record Room(int events, long chars) {
        Room without(Delivery delivery) {
            long paths = delivery.events().stream()
                    .flatMap(e -> e.changedPaths().paths().stream())
                    .mapToLong(String::length)
                    .sum();
            return new Room(events - delivery.events().size(), chars - paths);
        }

        boolean isLeft() {
            return events >= 0 && chars >= 0;
        }
    }
}
