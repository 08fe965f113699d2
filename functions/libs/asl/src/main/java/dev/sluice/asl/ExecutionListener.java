package dev.sluice.asl;

/**
 * Hears of each change of an execution's status: once when it starts, once when it closes. Called after the change is
 * safe on disk, on the interpreter's thread, so it must not block. A crash right then loses the call; like EventBridge,
 * it is no substitute for looking.
 */
@FunctionalInterface
public interface ExecutionListener {
    /** Says where the execution stands now; {@link ExecutionDescription#eventDetail()} is AWS's event. */
    void statusChanged(ExecutionDescription execution);
}
