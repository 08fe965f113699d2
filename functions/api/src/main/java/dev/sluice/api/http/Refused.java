package dev.sluice.api.http;

/** Ends a request with a {@link Problem}; thrown by the HTTP layer only, where it is what JAX-RS offers for it. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.status() + " " + problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
