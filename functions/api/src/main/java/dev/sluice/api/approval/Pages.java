package dev.sluice.api.approval;

import dev.sluice.api.approval.Page.Form;
import dev.sluice.api.approval.Page.Row;
import dev.sluice.api.approval.Page.Tone;
import dev.sluice.api.run.Outcome;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Run;
import java.util.List;
import java.util.stream.Collectors;

/** What to show for what came of a link. Kind, and silent about whatever the link's owner may not see. */
final class Pages {
    static final int GONE = 410;

    private Pages() {}

    /** For a link that leads nowhere, whether it was cut off or never was one. */
    static Page unknown() {
        return bare(
                404,
                "This link leads nowhere",
                "It may have been cut off on its way: copy the whole address from the e-mail. If that does not help, ask an"
                        + " Admin of the project to decide in Sluice.");
    }

    static Page tooLarge() {
        return bare(413, "That is too much", "A comment has at most 1000 characters. Go back and make it shorter.");
    }

    static Page question(Run run, List<Row> rows) {
        return new Page(200, Tone.ASKED, run.rule().name(), "", rows, Form.open(""));
    }

    /** The question again, since the form was not as it should be. */
    static Page wrongInput(Run run, List<Row> rows, List<FieldError> errors, String comment) {
        String message =
                errors.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining(" "));
        return new Page(400, Tone.BAD, run.rule().name(), "Nothing was decided. " + message, rows, Form.open(comment));
    }

    /** {@code status}: of an answer to somebody who only looks, for a question that can only be said no to. */
    static Page of(Outcome outcome, Run run, Shown shown, int status) {
        return outcome.fold(new Outcome.Cases<>(
                decided -> decided(decided.run(), shown, 200),
                closed -> closed(closed, shown),
                broken -> new Page(
                        status,
                        Tone.BAD,
                        run.rule().name(),
                        "This cannot be approved any more. " + broken.why().message()
                                + (broken.repeatable() ? " Re-run it in Sluice to be asked anew." : ""),
                        shown.rows(),
                        Form.rejectOnly()),
                forbidden -> forbidden(forbidden, run, shown),
                silent -> new Page(
                        silent.status(),
                        Tone.BAD,
                        run.rule().name(),
                        "Nothing was decided. " + silent.sentence(),
                        shown.rows(),
                        Form.open(shown.comment()))));
    }

    /** What is known of the run, for whom, and what that person wrote. */
    record Shown(List<Row> rows, String email, String comment) {}

    private static Page forbidden(Outcome.Forbidden forbidden, Run run, Shown shown) {
        return forbidden.code().equals(Outcome.Forbidden.SELF)
                ? new Page(403, Tone.BAD, run.rule().name(), forbidden.sentence(), shown.rows(), Form.none())
                : bare(
                        403,
                        "This is not yours to decide any more",
                        "The link was sent to you as an Admin of a project, and you are none of its Admins now. If that is a"
                                + " mistake, ask one of them.");
    }

    private static Page closed(Outcome.Closed closed, Shown shown) {
        Run run = closed.run();
        return switch (closed.code()) {
            case Outcome.Closed.DECIDED -> decided(run, shown, GONE);
            case Outcome.Closed.EXPIRED ->
                ended(closed, shown, "Too late to decide", "The time to decide is over, and nothing was done.");
            case Outcome.Closed.SUPERSEDED -> ended(closed, shown, "A newer run took its place", closed.sentence());
            default -> ended(closed, shown, "Nothing to decide", closed.sentence());
        };
    }

    private static Page ended(Outcome.Closed closed, Shown shown, String title, String message) {
        String rule = "Rule: " + closed.run().rule().name() + ". ";
        return new Page(GONE, Tone.ASKED, title, rule + message, shown.rows(), Form.none());
    }

    private static Page decided(Run run, Shown shown, int status) {
        Approval.Answer answer =
                run.gates().approval().flatMap(Approval::answer).orElseThrow();
        boolean yes = answer.decision() == Approval.Decision.APPROVED;
        String who = answer.by().equals(shown.email()) ? "you" : answer.by();
        String message = (yes ? "Approved by " : "Rejected by ") + who + " on " + Times.at(answer.at())
                + (answer.comment().isEmpty() ? "." : ": " + answer.comment());
        return new Page(status, yes ? Tone.GOOD : Tone.BAD, run.rule().name(), message, shown.rows(), Form.none());
    }

    private static Page bare(int status, String title, String message) {
        return new Page(status, Tone.ASKED, title, message, List.of(), Form.none());
    }
}
