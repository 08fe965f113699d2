package dev.sluice.asl;

/** Where an execution stands, in AWS's words. */
public enum ExecutionStatus {
    /** Not closed yet. */
    RUNNING,
    /** Reached its end. */
    SUCCEEDED,
    /** Ended with an error that nothing caught. */
    FAILED,
    /** Ran longer than the TimeoutSeconds of the whole machine. */
    TIMED_OUT,
    /** Stopped from outside. */
    ABORTED;

    /** Whether it will not change any more. */
    public boolean closed() {
        return this != RUNNING;
    }
}
