package dev.sluice.domain.event;

import dev.sluice.domain.DeliveryId;
import java.util.Objects;

/**
 * That a person had a delivery told again. {@code of}: the delivery that told its events first, also where a redelivery is
 * delivered once more. {@code by}: the person's e-mail. {@code production}: whether the person was an Admin when asking, so
 * that rules for production may fire too.
 */
public record Redelivery(DeliveryId of, String by, boolean production) {
    public Redelivery {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(by, "by");
    }
}
