package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.project.HookSecret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image forgets the members of every type that nobody names. */
class NativeJsonTest {
    private static final Set<Class<?>> REGISTERED =
            Set.of(NativeJson.class.getAnnotation(RegisterForReflection.class).targets());

    @Test
    void names_every_type_that_is_written_or_read_as_json() {
        Set<Class<?>> needed = new HashSet<>();
        Stream.of(Delivery.class, HookSecret.class, Receipt.class, Problem.class)
                .forEach(root -> collect(root, needed));
        assertThat(REGISTERED).containsExactlyInAnyOrderElementsOf(needed);
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> ours && ours.getName().startsWith("dev.sluice.") && found.add(ours)) {
            if (ours.isRecord()) {
                Stream.of(ours.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(component -> collect(component, found));
            }
        }
    }
}
