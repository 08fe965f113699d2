package dev.sluice.webhook;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.event.Redelivery;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Rerun;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Every type that this function reads or writes as JSON; a native image keeps no others' members. */
@RegisterForReflection(
        targets = {
            Build.class,
            ChangedPaths.class,
            Delivery.class,
            DeliveryId.class,
            Event.class,
            EventKind.class,
            FieldError.class,
            HookSecret.class,
            HookSecret.Former.class,
            Problem.class,
            ProjectId.class,
            Provider.class,
            PullRequest.class,
            Receipt.class,
            Redelivery.class,
            Rerun.class,
            RuleId.class,
            RunId.class,
            Sealed.class
        })
final class NativeJson {
    private NativeJson() {}
}
