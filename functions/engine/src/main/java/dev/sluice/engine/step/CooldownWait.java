package dev.sluice.engine.step;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Step {@code await_cooldown}: a run of a rule that folds waits until the window ends, or until somebody wakes it: a newer
 * run, which takes its place, a person who cancels it, or the end of the window before its time.
 */
@Singleton
public class CooldownWait {
    private static final int ATTEMPTS = 20;

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final RunTokens tokens;
    private final Clock clock;

    public CooldownWait(ProjectStore projects, RunStore runs, Commits commits, RunTokens tokens, Clock clock) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Keeps the token with which the run waits; a repeat brings a new one, which replaces it. */
    void await(RunId id, Secret token) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                tokens.stop(
                        token, run.reason().orElseGet(() -> new Reason(ReasonCode.CANCELLED, "The run has ended.")));
                return;
            }
            Run waiting = run.edit()
                    .pendingToken(Optional.of(tokens.sealed(run, PendingToken.AWAIT_COOLDOWN, token)))
                    .build();
            if (commits.commit(Write.save(waiting)).done()) {
                wake(waiting); // the window may have ended while nobody could be woken
                return;
            }
        }
        throw new IllegalStateException("Run " + id + " lost its place to wait against others.");
    }

    /** Wakes the run that waits for this rule's cooldown, where nothing holds it any more. Repeatable. */
    public void wakeNext(Run ended) {
        projects.ruleState(ended.project(), ended.rule().id())
                .waiting()
                .flatMap(runs::run)
                .ifPresent(this::wake);
    }

    /** Lets the run ask to be admitted again, if it waits and its window has ended. */
    public void wake(Run run) {
        RuleState state = projects.ruleState(run.project(), run.rule().id());
        boolean waits = run.status() == RunStatus.WAITING
                && run.pendingToken()
                        .filter(t -> t.state().equals(PendingToken.AWAIT_COOLDOWN))
                        .isPresent();
        if (waits && state.claimAgainst(run.id(), clock.instant()).isEmpty()) {
            tokens.goOn(run);
        }
    }
}
