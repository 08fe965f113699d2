package dev.sluice.engine.step;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.Moments;
import dev.sluice.domain.RunId;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Gates;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Step {@code admit}: decides once more, with all that could have changed since dispatch, freezes the build to promote and
 * claims the cooldown. One rule has one run at most that waits, for the cooldown's end or for an approval: the newest. All
 * of it is one conditional commit, so of two runs admitted together the second sees what the first did.
 */
@Singleton
public class Admission {
    private static final int ATTEMPTS = 20;
    private static final String ADMITTED = "admitted";

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Standing standing;
    private final WakeUp wakeUp;

    public Admission(ProjectStore projects, RunStore runs, Commits commits, Standing standing, WakeUp wakeUp) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.standing = standing;
        this.wakeUp = wakeUp;
    }

    /** Wakes the run that is not chosen, and tells the time. */
    @Singleton
    public record WakeUp(RunTokens tokens, Clock clock) {}

    Admittance admit(RunId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                return Admittance.stop(
                        run.reason().orElseGet(() -> new Reason(ReasonCode.CANCELLED, "The run has ended already.")));
            }
            if (wasAdmitted(run)) {
                return admitted(run);
            }
            Optional<Admittance> answer = tryOnce(run);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IllegalStateException("Run " + id + " lost its admission against others " + ATTEMPTS + " times.");
    }

    /** Empty where somebody else changed what was read. */
    private Optional<Admittance> tryOnce(Run run) {
        Instant now = wakeUp.clock().instant();
        RuleState state = projects.ruleState(run.project(), run.rule().id());
        Optional<Run> rival = state.waiting()
                .filter(waiting -> !waiting.equals(run.id()))
                .flatMap(runs::run)
                .filter(Admission::waits);
        if (rival.filter(r -> r.isNewerThan(run)).isPresent()) {
            return giveWay(run, rival.get(), state, now);
        }
        // A run that waited for the cooldown's end asks as of now, any other as of its event's arrival.
        Instant at = run.gates().heldUntil().isPresent() ? now : run.createdAt();
        Standing.Look look = standing.look(run, state, at);
        if (look.stop().isPresent()) {
            return Optional.of(Admittance.stop(look.stop().get()));
        }
        Optional<RuleState.Claim> against = cooldown(run).minutes() == 0 || state.isClaimedByWaiting()
                ? Optional.empty()
                : state.claimAgainst(run.id(), at);
        Run next = against.map(c -> held(run, c, now)).orElseGet(() -> admitted(run, look, now));
        RuleState after = against.isPresent() ? state.waitedFor(run.id()) : claimed(run, state, at);
        return commit(next, state, after, rival, now)
                ? Optional.of(against.map(c -> Admittance.waiting(Duration.between(now, c.until())))
                        .orElseGet(() -> admitted(next)))
                : Optional.empty();
    }

    private boolean commit(Run next, RuleState before, RuleState after, Optional<Run> rival, Instant now) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.save(next));
        if (!after.equals(before)) {
            writes.add(Write.save(after));
        }
        Optional<Run> loser = rival.flatMap(r -> r.superseded(next.id(), now));
        loser.map(Write::save).ifPresent(writes::add);
        boolean done = commits.commit(writes).done();
        if (done) {
            loser.ifPresent(l -> wakeUp.tokens().stop(l, l.reason().orElseThrow()));
        }
        return done;
    }

    /** The other way round: a run that waits already is newer than this one, which ends. */
    private Optional<Admittance> giveWay(Run run, Run newer, RuleState state, Instant now) {
        Run ended = run.superseded(newer.id(), now).orElseThrow();
        boolean done = commits.commit(Write.save(ended), Write.expect(state)).done();
        return done ? Optional.of(Admittance.stop(ended.reason().orElseThrow())) : Optional.empty();
    }

    private static Run held(Run run, RuleState.Claim claim, Instant now) {
        Gates gates = run.gates().heldUntil(claim.until());
        boolean known = gates.equals(run.gates());
        Run waiting = run.on(RunInput.HOLD, now, Optional.empty()).orElse(run);
        Run until = waiting.edit().gates(gates).build();
        Run next = until.edit().checkAt(until.nextLook(now)).build();
        String detail = "Cooling down until " + Moments.clock(claim.until(), now) + ", since run " + claim.holder();
        return known ? next : next.noted(TimelineEntry.of(now, "held", detail));
    }

    private static Run admitted(Run run, Standing.Look look, Instant now) {
        Run queued = run.on(RunInput.RESUME, now, Optional.empty()).orElse(run);
        return queued.edit()
                .gates(run.gates().withFrozen(look.frozen()))
                .checkAt(now.plus(Run.PATIENCE))
                .build()
                .noted(TimelineEntry.of(
                        now, ADMITTED, look.frozen().map(b -> "build " + b.id()).orElse("")));
    }

    private static RuleState claimed(Run run, RuleState state, Instant at) {
        boolean asks = run.spec().approval().required();
        RuleState waiting = asks ? state.waitedFor(run.id()) : state.notWaitedFor(run.id());
        // From the event's arrival until the action starts; then it is moved forward.
        return cooldown(run).minutes() == 0
                ? waiting
                : waiting.claimed(run.id(), at.plus(cooldown(run).length()));
    }

    private static Admittance admitted(Run run) {
        boolean open = run.spec().approval().required()
                && run.gates().approval().filter(a -> a.isApproved()).isEmpty();
        return open ? Admittance.ask(Duration.ofMinutes(run.spec().approval().expiresInMinutes())) : Admittance.go();
    }

    /** Whether it can still be superseded: it waits, or is about to. One whose approval was given goes its way. */
    private static boolean waits(Run run) {
        boolean given =
                run.gates().approval().filter(a -> a.answer().isPresent()).isPresent();
        return !run.status().isFinal() && run.status() != RunStatus.RUNNING && !given;
    }

    private static boolean wasAdmitted(Run run) {
        return run.timeline().stream().anyMatch(t -> t.what().equals(ADMITTED));
    }

    private static Cooldown cooldown(Run run) {
        return run.spec().cooldown();
    }
}
