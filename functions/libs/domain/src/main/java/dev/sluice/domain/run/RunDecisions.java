package dev.sluice.domain.run;

import java.time.Instant;
import java.util.Optional;

/** What people do to a run, as pure moves; each is empty where the run is not in a state for it. */
public final class RunDecisions {
    private RunDecisions() {}

    /** The run with its question answered: it goes on, or has ended. Empty where the question is not open at that time. */
    public static Optional<Run> answered(Run run, Approval.Answer answer) {
        return run.gates()
                .approval()
                .filter(question -> question.isOpenAt(answer.at()))
                .flatMap(question -> moved(run, answer).map(next -> next.edit()
                        .gates(next.gates().with(question.answered(answer)))
                        .build()))
                .map(next -> next.noted(entry(answer)));
    }

    /** The run ended before its action began. Empty where it runs, since its platform has to be asked, and at its end. */
    public static Optional<Run> cancelled(Run run, Cancellation wish) {
        if (run.status() == RunStatus.RUNNING) {
            return Optional.empty();
        }
        Reason why = new Reason(ReasonCode.CANCELLED, "Cancelled by " + wish.by() + ".");
        return run.on(RunInput.CANCEL, wish.at(), Optional.of(why))
                .map(ended -> ended.noted(entry(wish.at(), "cancelled", wish.by(), "")));
    }

    /** The run with the wish that its platform be asked to stop; as it is where that was wished before. */
    public static Optional<Run> cancelWished(Run run, Cancellation wish) {
        if (run.status() != RunStatus.RUNNING) {
            return Optional.empty();
        }
        if (run.gates().cancellation().isPresent()) {
            return Optional.of(run);
        }
        return Optional.of(run.edit()
                .gates(run.gates().with(wish))
                .build()
                .noted(entry(wish.at(), "cancel_requested", wish.by(), "")));
    }

    private static Optional<Run> moved(Run run, Approval.Answer answer) {
        return switch (answer.decision()) {
            case APPROVED -> run.on(RunInput.APPROVE, answer.at(), Optional.empty());
            case REJECTED ->
                run.on(
                        RunInput.REJECT,
                        answer.at(),
                        Optional.of(
                                new Reason(ReasonCode.APPROVAL_REJECTED, "Rejected by " + answer.by() + tail(answer))));
        };
    }

    private static TimelineEntry entry(Approval.Answer answer) {
        String what =
                switch (answer.decision()) {
                    case APPROVED -> "approved";
                    case REJECTED -> "rejected";
                };
        return entry(answer.at(), what, answer.by(), answer.comment());
    }

    private static TimelineEntry entry(Instant at, String what, String by, String detail) {
        return new TimelineEntry(at, what, by, detail);
    }

    private static String tail(Approval.Answer answer) {
        return answer.comment().isEmpty() ? "." : ": " + answer.comment();
    }
}
