package dev.sluice.domain;

/** Names a notice channel inside one project: a {@link Ulid} given at its creation. */
public record ChannelId(String value) implements Comparable<ChannelId> {
    public ChannelId {
        value = Names.requireKey("channel", value);
    }

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
