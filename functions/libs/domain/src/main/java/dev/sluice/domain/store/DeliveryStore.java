package dev.sluice.domain.store;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads deliveries and what was decided on them. */
public interface DeliveryStore {
    Optional<Delivery> delivery(ProjectId project, DeliveryId id);

    /** A delivery and all its decisions, in the order of its events. One query. */
    Optional<Decided> decided(ProjectId project, DeliveryId id);

    /** What this rule made of each event of these deliveries, where it was asked; in no order. One call a hundred events. */
    List<DecisionRecord> decisions(RuleId rule, List<Delivery> deliveries);

    /** All that was decided on this delivery, in the order of its events. One query. */
    List<DecisionRecord> decisions(ProjectId project, DeliveryId delivery);

    /** Newest first. */
    Page<Delivery> deliveries(ProjectId project, Page.Request page);

    /**
     * What dispatch must know before it decides, in one call: the claim on this delivery's key, if any, and for each event
     * that has a ref the head ({@link RefHead#unknown} where there is none) and the claim on its content.
     */
    Known known(Delivery delivery);

    /** What is known of the event's ref; {@link RefHead#unknown} where it was never told of. */
    RefHead head(ProjectId project, Event event);

    Optional<EventClaim> claim(ProjectId project, EventClaim.Kind kind, String key);

    record Decided(Delivery delivery, List<DecisionRecord> decisions) {
        public Decided {
            decisions = List.copyOf(decisions);
        }
    }

    /** {@code heads} by {@link Event#repository} (lower case) + "\n" + {@link Event#qualifiedRef}; {@code contents} by {@link #contentClaimKey}. */
    record Known(Optional<EventClaim> delivery, Map<String, RefHead> heads, Map<String, EventClaim> contents) {
        public Known {
            heads = Map.copyOf(heads);
            contents = Map.copyOf(contents);
        }

        public RefHead head(ProjectId project, Event event) {
            RefHead unknown = RefHead.unknown(project, event);
            return heads.getOrDefault(headKey(unknown), unknown);
        }

        public Optional<EventClaim> content(Event event) {
            return Optional.ofNullable(contents.get(contentClaimKey(event)));
        }
    }

    static String headKey(RefHead head) {
        return head.repository() + "\n" + head.ref();
    }

    /** The key under which a sender's delivery is claimed: senders choose their ids each for itself. */
    static String deliveryClaimKey(Delivery delivery) {
        return Sha256.ofFields(delivery.provider().name(), delivery.key());
    }

    /** The key under which an event's content is claimed: repository, ref, before and after. */
    static String contentClaimKey(Event event) {
        return Sha256.ofFields(
                event.repository().toLowerCase(Locale.ROOT), event.qualifiedRef(), RefHead.contentKey(event));
    }
}
