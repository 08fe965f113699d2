package dev.sluice.domain.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The question whether a run may go on, put to the Admins of its project, and the answer. {@code expiresAt} is the first
 * moment at which it can no longer be answered. {@code reminded}: the Admins were told a second time.
 */
public record Approval(
        Instant requestedAt, Instant expiresAt, boolean reminded, Background background, Optional<Answer> answer) {
    public Approval {
        Objects.requireNonNull(requestedAt, "requestedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(background, "background");
        Objects.requireNonNull(answer, "answer");
    }

    public static Approval asked(Instant at, Duration window, Background background) {
        return new Approval(at, at.plus(window), false, background, Optional.empty());
    }

    /** When a quarter of the window is left. */
    public Instant remindAt() {
        return expiresAt.minus(Duration.between(requestedAt, expiresAt).dividedBy(4));
    }

    public boolean isOpenAt(Instant time) {
        return answer.isEmpty() && time.isBefore(expiresAt);
    }

    public boolean isApproved() {
        return answer.filter(a -> a.decision() == Decision.APPROVED).isPresent();
    }

    public Approval asReminded() {
        return new Approval(requestedAt, expiresAt, true, background, answer);
    }

    public Approval answered(Answer given) {
        return new Approval(requestedAt, expiresAt, reminded, background, Optional.of(given));
    }

    /** What was decided. */
    public enum Decision {
        APPROVED,
        REJECTED
    }

    /** One person's answer; {@code comment} may be empty. */
    public record Answer(Decision decision, String by, Instant at, String comment) {
        public Answer {
            Objects.requireNonNull(decision, "decision");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(comment, "comment");
        }
    }

    /**
     * What a person wants to know before deciding, as it was when the question was asked: the build that the target ran, how
     * many commits lie between that one and the new one, and the new commit's subject and author. Absent where the platform
     * could not say.
     */
    public record Background(
            Optional<Build> targetBuild,
            Optional<Integer> commitsBetween,
            Optional<String> subject,
            Optional<String> author) {
        public Background {
            Objects.requireNonNull(targetBuild, "targetBuild");
            Objects.requireNonNull(commitsBetween, "commitsBetween");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(author, "author");
        }

        public static Background unknown() {
            return new Background(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
