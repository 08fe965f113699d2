package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.function.UnaryOperator;

/** One action on one environment, as the journal keeps it: what was asked for, and how far it is. */
@RegisterForReflection
public record Task(TaskOrder order, TaskProgress progress) {

    public TaskId id() {
        return order.id();
    }

    @JsonIgnore
    public boolean isFinal() {
        return progress.status().isFinal();
    }

    Task advanced(UnaryOperator<TaskProgress> change) {
        return new Task(order, change.apply(progress));
    }
}
