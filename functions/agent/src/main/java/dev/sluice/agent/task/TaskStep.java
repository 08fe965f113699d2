package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One step of a task and how far it is. */
@RegisterForReflection
public record TaskStep(StepName name, Status status, Optional<Instant> startedAt, Optional<Instant> finishedAt) {

    /** Where a step is. A step after one that failed stays pending. */
    public enum Status {
        PENDING,
        RUNNING,
        COMPLETED,
        SKIPPED,
        FAILED,
        CANCELLED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TaskStep pending(StepName name) {
        return new TaskStep(name, Status.PENDING, Optional.empty(), Optional.empty());
    }

    TaskStep started(Instant at) {
        return new TaskStep(name, Status.RUNNING, Optional.of(at), Optional.empty());
    }

    TaskStep ended(Status as, Instant at) {
        return new TaskStep(name, as, startedAt, Optional.of(at));
    }
}
