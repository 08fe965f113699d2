package dev.sluice.engine.notice;

import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeText;
import java.util.Objects;

/** What came of one try, with the other side's answer in a sentence that holds no secret: {@code FAILED} may be tried again. */
record Tried(Outcome outcome, String detail) {
    Tried {
        Objects.requireNonNull(outcome, "outcome");
        detail = NoticeText.line(detail);
    }

    static Tried sent(String detail) {
        return new Tried(Outcome.SENT, detail);
    }

    static Tried failed(String detail) {
        return new Tried(Outcome.FAILED, detail);
    }

    /** Another try would end the same. */
    static Tried refused(String detail) {
        return new Tried(Outcome.GIVEN_UP, detail);
    }
}
