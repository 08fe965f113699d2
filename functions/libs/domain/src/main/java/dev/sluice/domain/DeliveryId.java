package dev.sluice.domain;

/** Names a delivery as we stored it: a {@link Ulid}; not the sender's own id, which is {@code Delivery.key}. */
public record DeliveryId(String value) implements Comparable<DeliveryId> {
    public DeliveryId {
        value = Names.requireKey("delivery", value);
    }

    @Override
    public int compareTo(DeliveryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
