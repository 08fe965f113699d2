package dev.sluice.agent.action;

import dev.sluice.agent.build.Verification;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Digest;
import dev.sluice.agent.task.StepName;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks at every file of a sealed build: before a switch to it, and once more after its activation.
 *
 * @param wanted the digest that the task names; without one, that of the seal counts
 */
record VerifyBuild(Attempt attempt, StepName name, BuildId build, Optional<Digest> wanted) implements Step {

    @Override
    public StepResult run() throws IOException {
        Verification seen = attempt.workshop().builds().verify(build);
        if (seen instanceof Verification.Changed changed) {
            return StepResult.failed(
                    "build_changed",
                    "the files of build " + build + " were changed after it was sealed, so it cannot be served: "
                            + changed.how());
        } else if (seen instanceof Verification.Intact intact) {
            return accept(intact.build().build());
        }
        return StepResult.failed(
                "build_not_found",
                "this agent has no build " + build + ", or deleted it meanwhile (keep_builds, keep_served_hours)");
    }

    private StepResult accept(Build sealed) {
        if (wanted.isPresent() && !wanted.get().value().equals(sealed.digest())) {
            return StepResult.failed(
                    "digest_mismatch",
                    "build " + build + " has the digest " + sealed.digest() + ", not " + wanted.get()
                            + "; it is not the build that was asked for");
        }
        attempt.progress(state -> state.built(sealed));
        attempt.log().remark("build " + build + " is unchanged: " + sealed.digest());
        return new StepResult.Done();
    }
}
