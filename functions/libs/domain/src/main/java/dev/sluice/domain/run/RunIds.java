package dev.sluice.domain.run;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.Ulid;

/** How a run gets its id. */
public final class RunIds {
    private RunIds() {}

    /** The id of the run that a rule makes of an event: always the same for the same stored delivery, rule and event key. */
    public static RunId of(DeliveryId delivery, RuleId rule, String eventKey) {
        return new RunId(Ulid.of(Ulid.time(delivery.value()), Sha256.ofFields(rule.value(), eventKey)));
    }
}
