package dev.sluice.domain.rule;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs leave behind beside their rule: the circuit breaker (failures in a row of the present epoch, and whether it
 * tripped), the cooldown's claim, the newest run whose action started, and the one run that waits for an approval or for the
 * cooldown's end. Saving the rule does not touch it.
 */
public record RuleState(
        ProjectId project,
        RuleId rule,
        long epoch,
        int failures,
        Optional<Trip> tripped,
        Optional<Claim> claim,
        Optional<RunId> newestStarted,
        Optional<RunId> waiting,
        long revision)
        implements Entity {
    public RuleState {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(tripped, "tripped");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(newestStarted, "newestStarted");
        Objects.requireNonNull(waiting, "waiting");
    }

    public static RuleState fresh(ProjectId project, RuleId rule) {
        return new RuleState(
                project, rule, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    /** The claim that forbids an action at this time, unless this run holds it itself. */
    public Optional<Claim> claimAgainst(RunId run, Instant at) {
        return claim.filter(c -> at.isBefore(c.until()) && !c.holder().equals(run));
    }

    /**
     * Whether only the run that waits holds the claim. Nothing was started then: a newer run may take its place, and its
     * claim with it.
     */
    public boolean isClaimedByWaiting() {
        return waiting.isPresent() && claim.map(Claim::holder).equals(waiting);
    }

    public RuleState claimed(RunId run, Instant until) {
        return new RuleState(
                project,
                rule,
                epoch,
                failures,
                tripped,
                Optional.of(new Claim(run, until)),
                newestStarted,
                waiting,
                revision);
    }

    /** The run that started although it arrived after this one; run ids sort by arrival. */
    public Optional<RunId> startedAhead(RunId run) {
        return newestStarted.filter(newest -> newest.compareTo(run) > 0);
    }

    public RuleState started(RunId run) {
        return new RuleState(project, rule, epoch, failures, tripped, claim, Optional.of(run), waiting, revision);
    }

    /** Without the claim, where this run holds it. */
    public RuleState givenBack(RunId run) {
        boolean mine = claim.filter(c -> c.holder().equals(run)).isPresent();
        return mine
                ? new RuleState(
                        project, rule, epoch, failures, tripped, Optional.empty(), newestStarted, waiting, revision)
                : this;
    }

    /** With this run as the one that waits, in the place of another if there is one. */
    public RuleState waitedFor(RunId run) {
        return new RuleState(project, rule, epoch, failures, tripped, claim, newestStarted, Optional.of(run), revision);
    }

    /** With nobody waiting, where it was this run that did. */
    public RuleState notWaitedFor(RunId run) {
        return waiting.equals(Optional.of(run))
                ? new RuleState(
                        project, rule, epoch, failures, tripped, claim, newestStarted, Optional.empty(), revision)
                : this;
    }

    /** Without any trace of a run that ended before its action started. */
    public RuleState leftBy(RunId run) {
        return givenBack(run).notWaitedFor(run);
    }

    public RuleState succeeded() {
        return new RuleState(project, rule, epoch, 0, tripped, claim, newestStarted, waiting, revision);
    }

    /** One more failure; trips once {@code limit} (0 = never) is reached. A breaker that is open already stays as it is. */
    public RuleState failed(RunId run, int limit, Instant at) {
        int count = failures + 1;
        boolean trips = limit > 0 && count >= limit && tripped.isEmpty();
        Optional<Trip> now = trips
                ? Optional.of(new Trip(
                        at,
                        run,
                        count + (count == 1 ? " failure" : " failures") + " in a row; the last was run " + run))
                : tripped;
        return new RuleState(project, rule, epoch, count, now, claim, newestStarted, waiting, revision);
    }

    /** A new epoch, begun by hand: the breaker is closed and counts from zero. */
    public RuleState reset() {
        return new RuleState(project, rule, epoch + 1, 0, Optional.empty(), claim, newestStarted, waiting, revision);
    }

    /** When and why the breaker opened. */
    public record Trip(Instant at, RunId run, String reason) {
        public Trip {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The cooldown's window: it ends at {@code until}, and {@code holder} is the run that it protects. */
    public record Claim(RunId holder, Instant until) {
        public Claim {
            Objects.requireNonNull(holder, "holder");
            Objects.requireNonNull(until, "until");
        }
    }
}
