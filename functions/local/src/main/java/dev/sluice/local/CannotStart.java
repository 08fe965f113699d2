package dev.sluice.local;

/** Something outside of this program keeps it from starting; the message tells the person what to do. */
final class CannotStart extends RuntimeException {

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
