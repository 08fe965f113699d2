package dev.sluice.infra;

import java.util.List;
import software.constructs.Construct;

/** The three queues between the functions. Each is made for the timeout of its consumer in {@link Functions}. */
final class Queues extends Construct {
    private final WorkQueue events;
    private final WorkQueue actions;
    private final WorkQueue notices;

    Queues(Construct scope) {
        super(scope, "Queues");
        this.events = WorkQueue.ordered(this, "Events", Functions.DISPATCH.timeoutSeconds());
        this.actions = WorkQueue.standard(this, "Actions", Functions.ACT.timeoutSeconds());
        this.notices = WorkQueue.standard(this, "Notices", Functions.NOTIFY.timeoutSeconds());
    }

    /** Deliveries, manual runs and re-runs on their way to dispatch, in order per project and ref. */
    WorkQueue events() {
        return events;
    }

    /** Actions on their way to act, and back to it while they run. */
    WorkQueue actions() {
        return actions;
    }

    /** Ids of what somebody may want to know, on their way to notify. */
    WorkQueue notices() {
        return notices;
    }

    List<WorkQueue> all() {
        return List.of(events, actions, notices);
    }
}
