package dev.sluice.agent.action;

import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Switchover;
import dev.sluice.agent.task.TaskProgress;
import dev.sluice.agent.task.TaskStep;
import java.io.IOException;
import java.util.Optional;

/** Makes an environment serve again what it served before the switch, activation and health included. */
record SwitchBack(Attempt attempt) implements Undo {

    @Override
    public StepName name() {
        return StepName.SWITCH_BACK;
    }

    @Override
    public boolean isDue(TaskProgress progress) {
        return progress.traces().switchover().isPresent();
    }

    @Override
    public String keeps() throws IOException {
        return keeps(attempt);
    }

    /** The scratch folder had it all. */
    @Override
    public void discard() {}

    @Override
    public Undone undo() throws IOException, InterruptedException {
        TaskProgress progress = attempt.state();
        Optional<Switchover> switchover = progress.traces().switchover();
        Serving serving = attempt.workshop().serving();
        if (switchover.isEmpty()) {
            return new Undone(true, keeps(attempt));
        }
        Optional<String> from = switchover.get().from();
        boolean moved = !serving.link(attempt.environment()).target().equals(from);
        if (!moved && !activationBegan(progress)) {
            return new Undone(true, keeps(attempt));
        }
        serving.link(attempt.environment()).pointTo(from);
        Undone undone = from.isEmpty() ? nothingBefore() : activateAgain();
        Optional<String> trouble = undone.success() ? Optional.empty() : Optional.of(undone.sentence());
        serving.remember(
                attempt.environment().id(),
                serving.state(attempt.environment().id()).withTrouble(trouble));
        return undone;
    }

    /** What an environment goes on serving, for the end of a message. */
    static String keeps(Attempt attempt) throws IOException {
        return attempt.environment().id() + " keeps serving " + served(attempt);
    }

    private static boolean activationBegan(TaskProgress progress) {
        return progress.steps().stream()
                .anyMatch(step -> step.name() == StepName.ACTIVATE && step.status() != TaskStep.Status.PENDING);
    }

    private Undone nothingBefore() {
        return new Undone(
                false,
                "there is no earlier build to go back to, so "
                        + attempt.environment().id() + " serves nothing");
    }

    private Undone activateAgain() throws IOException, InterruptedException {
        Optional<SealedBuild> before = attempt.workshop().serving().current(attempt.environment());
        StepResult activated =
                before.isPresent() ? SwitchSteps.activate(attempt, before.get().build()) : new StepResult.Skipped();
        StepResult result = isBad(activated) ? activated : SwitchSteps.health(attempt);
        String sentence = attempt.environment().id() + " was switched back to " + served(attempt);
        return result instanceof StepResult.Failed failed
                ? new Undone(
                        false,
                        sentence + ", but that failed too: " + failed.error().message())
                : new Undone(true, sentence);
    }

    private static boolean isBad(StepResult result) {
        return result instanceof StepResult.Failed || result instanceof StepResult.Interrupted;
    }

    private static String served(Attempt attempt) throws IOException {
        Serving serving = attempt.workshop().serving();
        Optional<SealedBuild> current = serving.current(attempt.environment());
        if (current.isPresent()) {
            return "build " + current.get().build().id();
        }
        return serving.link(attempt.environment())
                .target()
                .map(target -> "what it served before (" + target + ")")
                .orElse("nothing, as before");
    }
}
