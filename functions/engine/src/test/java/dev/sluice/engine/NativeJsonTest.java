package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.Notice;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Run;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a native image must know of, found by walking what the stores and queues carry. */
class NativeJsonTest {
    private static final List<Class<?>> ROOTS = List.of(
            Project.class,
            Environment.class,
            Rule.class,
            RuleState.class,
            Delivery.class,
            DecisionRecord.class,
            RefHead.class,
            EventClaim.class,
            Run.class,
            ActionState.class,
            Lane.class,
            LaneWaiter.class,
            Notice.class);

    @Test
    void every_type_that_is_stored_or_sent_is_registered_for_reflection() {
        Set<Class<?>> reached = new HashSet<>();
        ROOTS.forEach(root -> reach(root, reached));
        Class<?>[] registered =
                NativeJson.class.getAnnotation(RegisterForReflection.class).targets();
        assertThat(registered).containsExactlyInAnyOrderElementsOf(reached);
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(t -> reach(t, reached));
            return;
        }
        // A rule's text has a reader and a writer of its own, which use no reflection.
        if (type instanceof Class<?> ours && ours.getName().startsWith("dev.sluice.") && reached.add(ours)) {
            if (ours.isRecord() && ours != RuleSpec.class) {
                Arrays.stream(ours.getRecordComponents()).forEach(c -> reach(c.getGenericType(), reached));
            }
        }
    }
}
