package dev.sluice.domain.run;

/** Where a run is. The end states differ because people act differently on them. */
public enum RunStatus {
    QUEUED,
    WAITING,
    PENDING_APPROVAL,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    REJECTED,
    EXPIRED,
    CANCELLED,
    SUPERSEDED;

    public boolean isFinal() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
