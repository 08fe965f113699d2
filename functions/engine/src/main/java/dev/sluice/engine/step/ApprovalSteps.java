package dev.sluice.engine.step;

import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.RunTokens;
import dev.sluice.domain.Moments;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts a run's question to the Admins, reminds them, and ends the run where nobody answered. People answer through the API,
 * whose one conditional write is the decision; here it is only followed.
 */
@Singleton
public class ApprovalSteps {
    private static final int ATTEMPTS = 20;

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Background background;
    private final Voice voice;

    public ApprovalSteps(ProjectStore projects, RunStore runs, Commits commits, Background background, Voice voice) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.background = background;
        this.voice = voice;
    }

    /** Whom it tells, and when. */
    @Singleton
    public record Voice(RunTokens tokens, NoticesQueue notices, Clock clock) {}

    /** Step {@code ask_approval}. Asked again, with a new token, it replaces the old one and asks people nothing new. */
    void ask(RunId id, Secret token) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                voice.tokens().stop(token, ended(run));
                return;
            }
            if (isApproved(run)) {
                voice.tokens().goOn(token);
                return;
            }
            Run asking = run.status() == RunStatus.PENDING_APPROVAL ? run : asked(run);
            Run waiting = asking.edit()
                    .pendingToken(Optional.of(voice.tokens().sealed(run, PendingToken.ASK_APPROVAL, token)))
                    .build();
            if (commits.commit(Write.save(waiting)).done()) {
                tell(run, "approval.requested"); // whoever has it already is not told twice
                return;
            }
        }
        throw new IllegalStateException("Run " + id + " lost its question against others " + ATTEMPTS + " times.");
    }

    /** Step {@code settle_approval}, when the window has ended: follows the stored decision, or ends the run as expired. */
    Admittance settle(RunId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                return Admittance.stop(ended(run));
            }
            if (isApproved(run)) {
                return Admittance.go();
            }
            Optional<Run> expired = expired(run);
            if (expired.isEmpty()) {
                return Admittance.stop(
                        new Reason(ReasonCode.INTERNAL_ERROR, "The approval could not be asked for; see the log."));
            }
            RuleState state = projects.ruleState(run.project(), run.rule().id());
            RuleState left = state.leftBy(id);
            Write rule = left.equals(state) ? Write.expect(state) : Write.save(left);
            if (commits.commit(Write.save(expired.get()), rule).done()) {
                return Admittance.stop(ended(expired.get()));
            }
        }
        throw new IllegalStateException("Run " + id + " lost its end against others " + ATTEMPTS + " times.");
    }

    /** Says what was decided, once the run goes on because of it; a rejection is told with the run's end. */
    void tellDecision(RunId id) {
        runs.run(id).filter(ApprovalSteps::isApproved).ifPresent(run -> tell(run, "approval.decided"));
    }

    /**
     * What a crash may have hidden, or what is due: the answer to a token, the reminder, the end of the window. Repeatable at
     * any time.
     */
    public void look(Run run) {
        Instant now = voice.clock().instant();
        Optional<Approval> question = run.gates().approval();
        if (question.isEmpty()) {
            return;
        }
        if (isApproved(run)) {
            voice.tokens().goOn(run);
        } else if (run.status() == RunStatus.PENDING_APPROVAL && !question.get().isOpenAt(now)) {
            settle(run.id()).reason().ifPresent(why -> voice.tokens().stop(run, why));
        } else if (run.status() == RunStatus.PENDING_APPROVAL
                && !question.get().reminded()
                && !now.isBefore(question.get().remindAt())) {
            tell(run, "approval.reminder");
            Run reminded = run.edit()
                    .gates(run.gates().with(question.get().asReminded()))
                    .build();
            // Lost to somebody's decision, say: then nobody needs the reminder's mark.
            commits.commit(
                    Write.save(reminded.edit().checkAt(reminded.nextLook(now)).build()));
        }
    }

    private Run asked(Run run) {
        Instant now = voice.clock().instant();
        Duration window = Duration.ofMinutes(run.spec().approval().expiresInMinutes());
        Approval approval = Approval.asked(now, window, background.of(run));
        String detail = "Until " + Moments.clock(approval.expiresAt(), now);
        return run.on(RunInput.ASK_APPROVAL, now, Optional.empty())
                .orElseThrow(() -> new IllegalStateException("A run that is " + run.status() + " has nothing to ask."))
                .edit()
                .gates(run.gates().with(approval))
                .checkAt(approval.remindAt())
                .build()
                .noted(TimelineEntry.of(now, "approval_requested", detail));
    }

    private Optional<Run> expired(Run run) {
        Instant now = voice.clock().instant();
        String detail = "Nobody approved or rejected it"
                + run.gates()
                        .approval()
                        .map(a -> " until " + Moments.clock(a.expiresAt(), now))
                        .orElse("") + ".";
        Reason why = new Reason(ReasonCode.APPROVAL_EXPIRED, detail);
        return run.on(RunInput.EXPIRE, now, Optional.of(why))
                .map(ended -> ended.noted(TimelineEntry.of(now, "expired", detail)));
    }

    private void tell(Run run, String event) {
        voice.notices().send(new Notice(run.project(), run.id(), event));
    }

    private static boolean isApproved(Run run) {
        return run.gates().approval().filter(Approval::isApproved).isPresent();
    }

    private static Reason ended(Run run) {
        return run.reason().orElseGet(() -> new Reason(ReasonCode.CANCELLED, "The run has ended already."));
    }
}
