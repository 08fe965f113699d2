package dev.sluice.aws;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import java.time.Duration;
import java.time.Instant;

/** How long things are kept. A claim on an event lasts as long as the runs it guards, so that none is made twice. */
final class Retention {
    static final Duration DELIVERY = Duration.ofDays(30);
    static final Duration RUN = Duration.ofDays(400);
    /** After its expiry, so that whoever comes late is told that. */
    static final Duration LINK = Duration.ofDays(30);

    static final Duration ATTEMPT = Duration.ofDays(30);
    static final Duration REQUEST = Duration.ofHours(24);

    private Retention() {}

    static Instant end(EventClaim claim, Instant now) {
        return now.plus(
                switch (claim.kind()) {
                    case DELIVERY, CONTENT, PROGRESS -> DELIVERY;
                    case EVENT -> RUN;
                    case REQUEST -> REQUEST;
                });
    }

    /** A decision goes when its delivery does, whose arrival is in its id. */
    static Instant end(DecisionRecord decision, Instant now) {
        return arrival(decision.delivery(), now).plus(DELIVERY);
    }

    private static Instant arrival(DeliveryId delivery, Instant now) {
        try {
            return Ulid.time(delivery.value());
        } catch (IllegalArgumentException notMadeByUs) {
            return now;
        }
    }
}
