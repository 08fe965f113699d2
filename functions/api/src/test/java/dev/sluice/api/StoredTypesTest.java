package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredTypesTest {
    private static final List<Class<?>> ROOTS = List.of(
            Project.class,
            Environment.class,
            Member.class,
            HookSecret.class,
            Rule.class,
            RuleState.class,
            Run.class,
            ApprovalLink.class,
            Lane.class,
            LaneWaiter.class,
            RefHead.class,
            Delivery.class,
            DecisionRecord.class,
            EventClaim.class,
            NoticeChannel.class,
            NoticeAttempt.class);

    /** These have a JSON of their own, made without reflection. */
    private static final Set<Class<?>> WRITTEN_BY_HAND = Set.of(
            ProjectId.class,
            EnvironmentId.class,
            RuleId.class,
            RunId.class,
            DeliveryId.class,
            ChannelId.class,
            NoticeRecipient.class,
            Sealed.class,
            RuleSpec.class);

    @Test
    void every_record_and_enum_inside_a_stored_entity_is_kept_in_a_native_image() {
        Set<Class<?>> reached = new HashSet<>();
        ROOTS.forEach(root -> reach(root, reached));
        assertThat(StoredTypes.class.getAnnotation(RegisterForReflection.class).targets())
                .containsExactlyInAnyOrderElementsOf(reached);
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType generic) {
            List.of(generic.getActualTypeArguments()).forEach(argument -> reach(argument, reached));
        } else if (type instanceof Class<?> ours
                && ours.getName().startsWith("dev.sluice.")
                && !WRITTEN_BY_HAND.contains(ours)
                && reached.add(ours)
                && ours.isRecord()) {
            for (RecordComponent component : ours.getRecordComponents()) {
                reach(component.getGenericType(), reached);
            }
        }
    }
}
