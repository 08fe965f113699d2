package dev.sluice.api.run;

import dev.sluice.api.run.Outcome.Closed;
import dev.sluice.domain.Fields;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Instant;
import java.util.Optional;

/** Whether a run's question can still be answered, and if not, why. */
final class Questions {
    private Questions() {}

    static Optional<Outcome> closed(Run run, Instant now) {
        Optional<Approval> question = run.gates().approval();
        Optional<Approval.Answer> answer = question.flatMap(Approval::answer);
        if (answer.isPresent()) {
            Approval.Answer given = answer.get();
            return of(
                    run,
                    Closed.DECIDED,
                    "This was " + Fields.wire(given.decision()) + " by " + given.by() + " at " + given.at() + ".");
        }
        if (run.status() == RunStatus.SUPERSEDED) {
            String newer = run.gates().supersededBy().map(id -> "run " + id).orElse("another");
            return of(run, Closed.SUPERSEDED, "A newer run of the same rule took its place: " + newer + ".");
        }
        boolean late = run.status() == RunStatus.PENDING_APPROVAL
                && question.filter(q -> q.isOpenAt(now)).isEmpty();
        if (late || run.status() == RunStatus.EXPIRED) {
            String end = question.map(q -> " at " + q.expiresAt()).orElse("");
            return of(run, Closed.EXPIRED, "The time to decide ended" + end + ".");
        }
        return run.status() == RunStatus.PENDING_APPROVAL
                ? Optional.empty()
                : of(
                        run,
                        Closed.NOT_PENDING,
                        "This run waits for no approval: it is " + Fields.wire(run.status()) + ".");
    }

    private static Optional<Outcome> of(Run run, String code, String sentence) {
        return Optional.of(new Closed(run, code, sentence));
    }
}
