package dev.sluice.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.ServingState;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Task;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A native image finds by reflection only what was registered; Jackson needs every record of ours that is JSON somewhere. */
class NativeImageTest {

    private static final List<Class<?>> ROOTS = List.of(
            Task.class,
            SealedBuild.class,
            ServingState.class,
            ErrorAnswer.class,
            CommitRequest.class,
            PromoteRequest.class,
            CloneRequest.class,
            TaskAnswer.class,
            DeploymentView.class,
            EnvironmentView.Page.class,
            ResolvedRef.class,
            dev.sluice.agent.git.Comparison.class,
            HealthResource.Health.class);

    @Test
    void every_record_that_is_json_is_registered_for_reflection() {
        Set<Class<?>> records = reachable();
        assertThat(records).contains(Action.Deploy.class, dev.sluice.agent.task.TaskStep.class);
        assertThat(records).allSatisfy(record -> assertThat(record.isAnnotationPresent(RegisterForReflection.class))
                .as(record.getName())
                .isTrue());
    }

    private static Set<Class<?>> reachable() {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Type> open = new ArrayDeque<>(ROOTS);
        while (!open.isEmpty()) {
            Type type = open.pop();
            if (type instanceof ParameterizedType generic) {
                open.addAll(List.of(generic.getActualTypeArguments()));
            } else if (type instanceof Class<?> named && named.getName().startsWith("dev.sluice") && found.add(named)) {
                if (named.isSealed()) {
                    open.addAll(List.of(named.getPermittedSubclasses()));
                }
                if (named.isRecord()) {
                    for (RecordComponent component : named.getRecordComponents()) {
                        open.add(component.getGenericType());
                    }
                }
            }
        }
        found.removeIf(type -> !type.isRecord());
        return found;
    }
}
