package dev.sluice.domain;

/** Names a project in URLs and keys: 1 to 40 lower-case letters, digits and inner hyphens, chosen by people, such as {@code demo}. */
public record ProjectId(String value) implements Comparable<ProjectId> {
    public ProjectId {
        value = Names.requireSlug("project", value);
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
