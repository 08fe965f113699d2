package dev.sluice.asl.run;

/** Ends the work on a state with a failure. It never leaves the interpreter. */
final class StateFailed extends Exception {
    private final transient Failure failure;

    StateFailed(Failure failure) {
        super(failure.error(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
