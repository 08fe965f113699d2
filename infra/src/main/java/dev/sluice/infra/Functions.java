package dev.sluice.infra;

import java.util.List;
import software.constructs.Construct;

/** The seven functions, with everything they reach except the state machine, which {@link Flow} hands out. */
final class Functions extends Construct {
    static final FunctionSpec WEBHOOK =
            FunctionSpec.http("Webhook", "webhook", 10, "Takes webhooks: verifies, normalises, queues, answers 202.");
    static final FunctionSpec DISPATCH =
            FunctionSpec.engine("Dispatch", "dispatch", 30, "Decides each rule for an event and starts the runs.");
    static final FunctionSpec STEP =
            FunctionSpec.engine("Step", "step", 20, "Takes one step of a run, as the state machine asks for it.");
    static final FunctionSpec ACT =
            FunctionSpec.engine("Act", "act", 30, "Starts an action on its platform and follows it to its end.");
    static final FunctionSpec NOTIFY = FunctionSpec.engine("Notify", "notify", 30, "Sends what people subscribed to.");
    static final FunctionSpec SWEEP = FunctionSpec.engine("Sweep", "sweep", 60, "Repairs what a crash left behind.");
    static final FunctionSpec API =
            FunctionSpec.http("Api", "api", 29, "Serves the API, the approval links and the web UI.");

    private final SluiceFunction webhook;
    private final SluiceFunction dispatch;
    private final SluiceFunction step;
    private final SluiceFunction act;
    private final SluiceFunction notify;
    private final SluiceFunction sweep;
    private final SluiceFunction api;

    Functions(Construct scope, Artifacts artifacts, Storage storage, Queues queues) {
        super(scope, "Functions");
        this.webhook = new SluiceFunction(this, WEBHOOK, artifacts);
        this.dispatch = new SluiceFunction(this, DISPATCH, artifacts);
        this.step = new SluiceFunction(this, STEP, artifacts);
        this.act = new SluiceFunction(this, ACT, artifacts);
        this.notify = new SluiceFunction(this, NOTIFY, artifacts);
        this.sweep = new SluiceFunction(this, SWEEP, artifacts);
        this.api = new SluiceFunction(this, API, artifacts);
        reach(storage);
        reach(queues);
    }

    private void reach(Storage storage) {
        storage.hooksAreReadBy(webhook);
        List.of(dispatch, step, act, notify, sweep, api).forEach(storage::isUsedBy);
        List.of(webhook, step, act, notify, sweep, api).forEach(storage::keyIsReadBy);
    }

    private void reach(Queues queues) {
        queues.events().feeds(dispatch, 10);
        queues.actions().feeds(act, 1);
        // one at a time: a receiver that answers slowly takes most of the function's time
        queues.notices().feeds(notify, 1);
        List.of(webhook, api).forEach(sender -> queues.events().isSentBy(sender, "SLUICE_EVENTS_QUEUE"));
        List.of(act, sweep).forEach(sender -> queues.actions().isSentBy(sender, "SLUICE_ACTIONS_QUEUE"));
        List.of(dispatch, step, act, notify, sweep, api)
                .forEach(sender -> queues.notices().isSentBy(sender, "SLUICE_NOTICES_QUEUE"));
        act.allowSendingToItself();
        notify.tell("SLUICE_NOTICES_TRIES", Integer.toString(WorkQueue.MAX_RECEIVES));
    }

    SluiceFunction webhook() {
        return webhook;
    }

    SluiceFunction dispatch() {
        return dispatch;
    }

    SluiceFunction step() {
        return step;
    }

    SluiceFunction act() {
        return act;
    }

    SluiceFunction notifier() {
        return notify;
    }

    SluiceFunction sweep() {
        return sweep;
    }

    SluiceFunction api() {
        return api;
    }

    List<SluiceFunction> all() {
        return List.of(webhook, dispatch, step, act, notify, sweep, api);
    }
}
