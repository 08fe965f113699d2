package dev.sluice.agent.action;

import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.TaskOrder;

/** The plan for each kind of action. */
final class Plans {

    private Plans() {}

    static Plan of(Attempt attempt) {
        TaskOrder order = attempt.order();
        if (order.action() instanceof Action.Deploy deploy) {
            return deploy(attempt, deploy);
        }
        throw new IllegalStateException("no plan for " + order.action().kind());
    }

    private static Plan deploy(Attempt attempt, Action.Deploy deploy) {
        TaskOrder order = attempt.order();
        BuildId build = BuildId.of(order.createdAt(), deploy.commit(), order.id());
        return new Plan(
                BuildSteps.of(attempt, deploy.commit(), build),
                SwitchSteps.of(attempt, build),
                new SwitchBack(attempt));
    }
}
