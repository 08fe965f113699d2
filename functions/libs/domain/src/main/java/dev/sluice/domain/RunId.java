package dev.sluice.domain;

/** Names a run: a {@link Ulid} whose time is the stored delivery's arrival and whose rest is a hash, so that a retry makes the same. */
public record RunId(String value) implements Comparable<RunId> {
    public RunId {
        value = Names.requireKey("run", value);
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
