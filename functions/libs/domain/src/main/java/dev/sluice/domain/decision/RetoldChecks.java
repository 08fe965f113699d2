package dev.sluice.domain.decision;

import dev.sluice.domain.RunId;
import dev.sluice.domain.decision.Decider.Finding;
import dev.sluice.domain.decision.Decider.Question;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.run.ReasonCode;
import java.util.Optional;

/** Checks that keep an old event, told late or told again, from acting as if it were new. */
final class RetoldChecks {
    private RetoldChecks() {}

    /** A miss is no match, so that a Developer's redelivery leaves no skipped runs with the rules for production. */
    static Optional<Finding> production(Question q) {
        String wanted = "for production, an Admin";
        return q.situation().retold().filter(Retold::production).flatMap(retold -> {
            String by = retold.redelivery().by();
            return Finding.match(
                    retold.redelivery().production()
                            ? Check.passed("redelivered_by", wanted, by + ", an Admin")
                            : Check.missed(
                                    "redelivered_by",
                                    wanted,
                                    by + ", a Developer",
                                    "An Admin must redeliver to fire production rules."));
        });
    }

    static Optional<Finding> order(Question q) {
        Optional<String> overtaken = q.situation().late()
                ? Optional.of("A newer push to " + q.event().ref() + ", made on top of this one, arrived before it")
                : q.situation().retold().flatMap(retold -> overtaken(q, retold));
        String hint = q.situation().retold().isPresent()
                ? "None: redeliver the newest event, or run a manual rule with this commit."
                : "None: the newer one was taken.";
        return overtaken.flatMap(seen -> Finding.orSkip(
                ReasonCode.SUPERSEDED, Check.missed("order", "the newest of " + name(q.event()), seen, hint)));
    }

    private static Optional<String> overtaken(Question q, Retold retold) {
        Optional<RunId> ahead = q.situation().ruleState().startedAhead(q.run());
        return retold.movedTo()
                .map(head -> moved(q.event(), head))
                .or(() -> ahead.map(run -> "Run " + run + " is of a newer event and was started already"));
    }

    private static String moved(Event event, String head) {
        String name = name(event);
        String subject = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return head.equals(Event.NO_COMMIT)
                ? subject + " was deleted since"
                : subject + " is at " + head + " by now, and this event is of " + event.after();
    }

    private static String name(Event event) {
        return switch (event.kind()) {
            case PUSH -> "branch " + event.ref();
            case TAG_PUSH -> "tag " + event.ref();
            case PR_OPEN, PR_MERGE -> "pull request " + event.ref();
            case MANUAL -> event.ref();
        };
    }
}
