package dev.sluice.agent.action;

import dev.sluice.agent.task.StepName;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of an action.
 *
 * @param preparation may be cancelled and leaves the environment as it is
 * @param commitment may not be cancelled; if one of these fails, the undo follows
 */
record Plan(List<Step> preparation, List<Step> commitment, Undo undo) {

    Plan {
        preparation = List.copyOf(preparation);
        commitment = List.copyOf(commitment);
    }

    List<StepName> stepNames() {
        return Stream.concat(preparation.stream(), commitment.stream())
                .map(Step::name)
                .toList();
    }
}
