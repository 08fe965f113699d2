package dev.sluice.domain.project;

/** What a person may do in one project; each may all that the ones before it may. */
public enum Role {
    VIEWER,
    DEVELOPER,
    ADMIN;

    public boolean covers(Role least) {
        return compareTo(least) >= 0;
    }
}
