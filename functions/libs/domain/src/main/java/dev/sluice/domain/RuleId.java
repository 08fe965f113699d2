package dev.sluice.domain;

/** Names a rule inside one project: a ULID given at its creation, or a slug where people chose one. */
public record RuleId(String value) implements Comparable<RuleId> {
    public RuleId {
        value = Names.requireKey("rule", value);
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
