package dev.sluice.agent.process;

import java.util.Optional;

/**
 * The switch by which a task is interrupted from outside, and the moment from which it no longer can be.
 *
 * <p>Exactly one of {@link #interrupt} and {@link #close} wins.
 */
public final class Interruption {

    /** Who interrupted. */
    public enum Reason {
        CANCELLED,
        AGENT_STOPPING
    }

    private boolean closed;
    private Optional<Reason> reason = Optional.empty();
    private Optional<Runnable> killer = Optional.empty();

    /**
     * Ends the running child, if any, and keeps any other from starting.
     *
     * @return whether the task is interrupted now; false once it is closed
     */
    public synchronized boolean interrupt(Reason why) {
        if (closed) {
            return false;
        }
        if (reason.isEmpty()) {
            reason = Optional.of(why);
            killer.ifPresent(Runnable::run);
        }
        return true;
    }

    /**
     * Passes the point of no return.
     *
     * @return false if the task was interrupted before
     */
    public synchronized boolean close() {
        if (reason.isPresent()) {
            return false;
        }
        closed = true;
        return true;
    }

    public synchronized Optional<Reason> reason() {
        return reason;
    }

    /** From now on an interruption runs this; at once, if it came already. */
    synchronized void attach(Runnable ender) {
        killer = Optional.of(ender);
        if (reason.isPresent()) {
            ender.run();
        }
    }

    synchronized void detach() {
        killer = Optional.empty();
    }
}
