package dev.sluice.agent.action;

import dev.sluice.agent.build.Filestore;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.database.Replacement;
import dev.sluice.agent.database.Reply;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.TaskProgress;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.util.Optional;

/** Makes an environment use its data from before the change again. */
record SwapBack(DataChange change) implements Undo {

    @Override
    public StepName name() {
        return StepName.SWAP_BACK;
    }

    @Override
    public boolean isDue(TaskProgress progress) {
        return begun(progress, StepName.SWAP);
    }

    @Override
    public Undone undo() throws IOException, InterruptedException {
        Attempt attempt = change.attempt();
        Undone undone = back();
        Serving serving = attempt.workshop().serving();
        Optional<String> trouble = undone.success() ? Optional.empty() : Optional.of(undone.sentence());
        serving.remember(
                attempt.environment().id(),
                serving.state(attempt.environment().id()).withTrouble(trouble));
        return undone;
    }

    private Undone back() throws IOException, InterruptedException {
        Reply reply = change.replacementForSure().swapBack();
        if (reply instanceof Reply.Failed failed) {
            return new Undone(false, "going back to the data from before failed too: " + failed.message());
        }
        Optional<Filestore> filestore = change.filestore();
        if (filestore.isPresent()) {
            boolean fresh = change.kind() == Replacement.Kind.FRESH;
            filestore
                    .get()
                    .undo(fresh ? filestore.get().fresh() : filestore.get().kept());
            filestore.get().discard();
        }
        StepResult activated = SwapSteps.activate(change.attempt());
        StepResult again = activated instanceof StepResult.Failed ? activated : SwapSteps.health(change.attempt());
        String sentence = change.attempt().environment().id() + " is back on its data from before";
        if (again instanceof StepResult.Failed failed) {
            return new Undone(
                    false,
                    sentence + ", but does not work on it: " + failed.error().message());
        }
        return new Undone(true, sentence);
    }

    @Override
    public String keeps() {
        return change.attempt().environment().id() + " keeps its data";
    }

    @Override
    public void discard() throws IOException, InterruptedException {
        Reply reply = change.replacementForSure().discard();
        Optional<Filestore> filestore = change.filestore();
        if (filestore.isPresent()) {
            filestore.get().discard();
        }
        if (reply instanceof Reply.Failed failed) {
            throw new IOException(failed.message());
        }
    }

    private static boolean begun(TaskProgress progress, StepName name) {
        return progress.steps().stream()
                .anyMatch(step -> step.name() == name && step.status() != TaskStep.Status.PENDING);
    }
}
