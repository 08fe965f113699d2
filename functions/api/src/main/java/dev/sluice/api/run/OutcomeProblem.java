package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.Fields;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Run;
import java.util.Optional;

/** Why a run was not decided, as problem details. */
public final class OutcomeProblem {
    private OutcomeProblem() {}

    /** Empty where it was decided. {@code closed}: the status for a question that is not open any more. */
    public static Optional<Problem> of(Outcome outcome, int closed) {
        return outcome.fold(new Outcome.Cases<>(
                decided -> Optional.empty(),
                no -> Optional.of(closed(no, closed)),
                broken -> Optional.of(broken(broken)),
                forbidden -> Optional.of(Problem.of(403, forbidden.code(), forbidden.sentence())),
                silent -> Optional.of(Problem.of(silent.status(), silent.code(), silent.sentence()))));
    }

    private static Problem closed(Outcome.Closed closed, int status) {
        Problem problem = Problem.of(status, closed.code(), closed.sentence());
        Run run = closed.run();
        return switch (closed.code()) {
            case Outcome.Closed.DECIDED ->
                run.gates()
                        .approval()
                        .flatMap(Approval::answer)
                        .map(a -> problem.with("decision", Fields.wire(a.decision()))
                                .with("decided_by", a.by())
                                .with("decided_at", a.at().toString()))
                        .orElse(problem);
            case Outcome.Closed.EXPIRED ->
                run.gates()
                        .approval()
                        .map(a -> problem.with("expires_at", a.expiresAt().toString()))
                        .orElse(problem);
            case Outcome.Closed.SUPERSEDED ->
                run.gates()
                        .supersededBy()
                        .map(newer -> problem.with(
                                "superseded_by",
                                Json.object("run_id", newer.value(), "path", path(run, newer.value()))))
                        .orElse(problem);
            default -> problem.with("status_of_run", Fields.wire(run.status()));
        };
    }

    private static Problem broken(Outcome.Broken broken) {
        Problem problem =
                Problem.conflict(Fields.wire(broken.why().code()), broken.why().message());
        String rerun = path(broken.run(), broken.run().id().value()) + "/rerun";
        return broken.repeatable() ? problem.with("ask_again", Json.object("method", "POST", "path", rerun)) : problem;
    }

    private static String path(Run run, String id) {
        return "/api/v1/projects/" + run.project() + "/runs/" + id;
    }
}
