package dev.sluice.domain;

/** Names an environment inside one project: the same form as a project's, such as {@code staging}. */
public record EnvironmentId(String value) implements Comparable<EnvironmentId> {
    public EnvironmentId {
        value = Names.requireSlug("environment", value);
    }

    @Override
    public int compareTo(EnvironmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
