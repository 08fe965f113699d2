package dev.sluice.domain.notice;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;

/**
 * One try to tell one recipient of one event: {@code to} as Admins may see it, {@code detail} what the other side answered,
 * in a sentence. Of a test, {@code run} is the test's own id.
 */
public record NoticeAttempt(
        ProjectId project,
        RunId run,
        NoticeEvent event,
        NoticeRecipient recipient,
        int number,
        NoticeChannel.Kind kind,
        String to,
        Instant at,
        Outcome outcome,
        String detail,
        long revision)
        implements Entity {
    public NoticeAttempt {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
        if (number < 1) {
            throw new IllegalArgumentException("number: a whole number from 1 on.");
        }
    }

    /** Sorts by time among a project's attempts. */
    public String id() {
        return Ulid.of(at, String.join(" ", run.value(), event.wireName(), recipient.key(), Integer.toString(number)));
    }

    /** What came of a try. */
    public enum Outcome {
        SENT,

        /** It is tried again. */
        FAILED,

        /** It was the last try, or one that no other try could better. */
        GIVEN_UP
    }
}
