package dev.sluice.engine.platform;

import dev.sluice.domain.RunId;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.run.Build;
import java.time.Duration;
import java.util.Optional;

/** One environment on the platform that hosts it. Nothing here throws for what a platform may answer: every answer is a value. */
public interface PlatformClient {
    /** Starts an action. The run's id is the idempotency key: asking twice starts one task. */
    Start start(ActionOrder order, RunId run);

    Progress progress(String task);

    /**
     * Asks the platform to stop the task; it may be too late, or the platform may have no way to, and {@link #progress} says
     * what came of it.
     */
    void cancel(String task);

    /** How the environment is now. {@code UNKNOWN} without a build where the platform does not answer. */
    State state();

    /** The full hash of a commit, branch or tag; empty where the platform cannot say. */
    Optional<String> resolve(String ref);

    /** What lies between two commits (full hashes); empty where the platform cannot say. */
    Optional<Comparison> compare(String from, String to);

    /** The address of a task for people and of its log. */
    Links links(String task);

    /** The shortest pause between two requests for one run that the platform bears. */
    Duration pace();

    /** What came of asking for a start. */
    sealed interface Start {
        record Started(String task) implements Start {}

        /** Something else acts on the environment: wait for the lane on the other side, and ask again. */
        record Busy(String message) implements Start {}

        /** Asking again would give the same answer. */
        record Refused(String message) implements Start {}

        /** No answer, or one that says to try again. {@code pause}: not before, zero where the platform did not say. */
        record Unavailable(String message, Duration pause) implements Start {}
    }

    /** How far a task is. */
    sealed interface Progress {
        record Running(int percent, String step) implements Progress {}

        record Completed(Optional<Build> build) implements Progress {}

        record Failed(String message) implements Progress {}

        record Cancelled() implements Progress {}

        /** {@code pause}: do not ask again before, zero where the platform did not say. */
        record Unavailable(String message, Duration pause) implements Progress {}
    }

    /** {@code trouble}: why the platform did not say, as a sentence; else empty. */
    record State(EnvironmentStatus status, Optional<Build> build, String trouble) {}

    /** How many commits {@code to} is ahead, and the subject and author of {@code to}. */
    record Comparison(int ahead, String subject, String author) {}

    record Links(String task, String log) {}
}
