package dev.sluice.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sluice.domain.event.Delivery;
import java.util.Optional;

/** Says that a delivery is queued: under which id it will be found, how many events it has, or why it has none. */
@JsonNaming(SnakeCaseStrategy.class)
public record Receipt(
        String deliveryId, int events, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> ignored) {
    static Receipt of(Delivery delivery) {
        return new Receipt(delivery.id().value(), delivery.events().size(), delivery.ignored());
    }
}
