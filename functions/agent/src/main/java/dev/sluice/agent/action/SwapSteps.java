package dev.sluice.agent.action;

import dev.sluice.agent.build.Filestore;
import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.Trees;
import dev.sluice.agent.config.EnvironmentKind;
import dev.sluice.agent.database.Replacement;
import dev.sluice.agent.database.Reply;
import dev.sluice.agent.task.StepName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The steps that make an environment use other data, and see whether it can. */
final class SwapSteps {

    private SwapSteps() {}

    /** @param includeFilestore whether the filestore changes too */
    static List<Step> of(DataChange change, boolean includeFilestore) {
        return List.of(
                new Swap(change, includeFilestore), new Activate(change.attempt()), new AwaitHealth(change.attempt()));
    }

    private record Swap(DataChange change, boolean includeFilestore) implements Step {

        @Override
        public StepName name() {
            return StepName.SWAP;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            Trees.delete(change.attempt().scratch().resolve("dump"));
            Optional<Filestore> filestore = change.filestore();
            boolean fresh = change.kind() == Replacement.Kind.FRESH;
            if (fresh && filestore.isPresent()) {
                filestore.get().forgetKept();
            }
            Reply swapped = change.replacement().swap();
            if (swapped instanceof Reply.Said && includeFilestore && filestore.isPresent()) {
                if (fresh) {
                    filestore.get().bringIn();
                } else {
                    filestore.get().bringBack();
                }
            }
            return DataChange.result(swapped);
        }
    }

    /** Marks what an earlier clone replaced as that which comes back. */
    record FindKept(DataChange change) implements Step {

        @Override
        public StepName name() {
            return StepName.PREPARE;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            if (change.attempt().environment().label().kind() == EnvironmentKind.PRODUCTION) {
                return StepResult.failed(
                        "production_target",
                        change.attempt().environment().id() + " is production; its data is never overwritten");
            }
            Optional<Filestore> filestore = change.filestore();
            if (filestore.isPresent()) {
                filestore.get().markKept();
            }
            return DataChange.result(change.replacement()
                    .markKept()
                    .then(count -> count.equals("0")
                            ? new Reply.Failed(
                                    "nothing_to_undo",
                                    change.attempt().environment().id() + " keeps no data from before a clone")
                            : new Reply.Said(count)));
        }
    }

    private record Activate(Attempt attempt) implements Step {

        @Override
        public StepName name() {
            return StepName.ACTIVATE;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            return activate(attempt);
        }
    }

    private record AwaitHealth(Attempt attempt) implements Step {

        @Override
        public StepName name() {
            return StepName.HEALTH;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            return health(attempt);
        }
    }

    /** Lets the application begin anew on its data, if there is one. */
    static StepResult activate(Attempt attempt) throws IOException, InterruptedException {
        Optional<SealedBuild> served = served(attempt);
        return served.isEmpty()
                ? new StepResult.Skipped()
                : SwitchSteps.activate(attempt, served.get().build());
    }

    static StepResult health(Attempt attempt) throws IOException, InterruptedException {
        return served(attempt).isEmpty() ? new StepResult.Skipped() : SwitchSteps.health(attempt);
    }

    private static Optional<SealedBuild> served(Attempt attempt) throws IOException {
        return attempt.workshop().serving().current(attempt.environment());
    }
}
