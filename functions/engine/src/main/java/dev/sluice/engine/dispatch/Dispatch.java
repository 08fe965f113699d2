package dev.sluice.engine.dispatch;

import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.RunExecutions;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.dispatch.DispatchPlan.Basis;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes one delivery: decides every rule, stores delivery, decisions and runs, then starts the runs. All of it is one
 * commit where it fits into one; else the delivery is stored first and each of its events, in their order, in a commit of
 * its own. May be called again with the same delivery at any time, after a crash at any point: it then completes what is
 * missing.
 */
@Singleton
public class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final int ATTEMPTS = 10;

    private final ProjectStore projects;
    private final DeliveryStore deliveries;
    private final RunStore runs;
    private final Commits commits;
    private final Outlets outlets;

    public Dispatch(ProjectStore projects, DeliveryStore deliveries, RunStore runs, Commits commits, Outlets outlets) {
        this.projects = projects;
        this.deliveries = deliveries;
        this.runs = runs;
        this.commits = commits;
        this.outlets = outlets;
    }

    /** What is done with a run once it is stored: one is started, a recorded skip is told. */
    @Singleton
    public record Outlets(RunExecutions executions, NoticesQueue notices) {}

    public void take(Delivery delivery) {
        Optional<ProjectStore.Snapshot> snapshot = projects.snapshot(delivery.project());
        if (snapshot.isEmpty()) {
            LOG.warnf("Delivery %s is for project %s, which is gone: dropped", delivery.id(), delivery.project());
            return;
        }
        Taken taken = new Taken();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DeliveryStore.Known known = deliveries.known(delivery);
            if (known.delivery().isPresent()) {
                goOn(snapshot.get(), new DeliveryId(known.delivery().get().value()));
                return;
            }
            Basis basis = new Basis(snapshot.get(), delivery, known, taken);
            DispatchPlan plan = DispatchPlan.whole(basis);
            if (!plan.fits()) {
                commit(DispatchPlan.opening(basis)); // and where somebody else was first: the next round goes on
                continue;
            }
            List<Write> lost = commit(plan);
            if (lost.isEmpty()) {
                start(delivery, plan);
                return;
            }
            learn(lost, taken, delivery.redelivery().isPresent());
        }
        throw lostTooOften(delivery);
    }

    /** The delivery was stored before, under this id. What was taken of it may not have been started, and not all be taken. */
    private void goOn(ProjectStore.Snapshot snapshot, DeliveryId stored) {
        Optional<DeliveryStore.Decided> found =
                deliveries.decided(snapshot.project().id(), stored);
        if (found.isEmpty()) {
            LOG.warnf("Delivery %s was taken, and has lapsed since: dropped", stored);
            return;
        }
        Delivery delivery = found.get().delivery();
        int events = delivery.events().size();
        int taken = Progress.of(deliveries, delivery).map(Progress::events).orElse(events);
        startAgain(found.get(), taken);
        while (taken < events) {
            taken = takeNext(snapshot, delivery);
        }
    }

    /** Takes the first event that was not taken, and says how many there are then. */
    private int takeNext(ProjectStore.Snapshot snapshot, Delivery delivery) {
        Taken taken = new Taken();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Progress progress = Progress.of(deliveries, delivery).orElseThrow();
            if (progress.events() >= delivery.events().size()) {
                return progress.events(); // somebody else did it meanwhile
            }
            DeliveryStore.Known known = deliveries.known(delivery.only(progress.events()));
            DispatchPlan plan = DispatchPlan.next(new Basis(snapshot, delivery, known, taken), progress);
            storeApart(delivery, plan.apart());
            List<Write> lost = commit(plan);
            if (lost.isEmpty()) {
                start(delivery, plan);
                return progress.events() + 1;
            }
            learn(lost, taken, delivery.redelivery().isPresent());
        }
        throw lostTooOften(delivery);
    }

    private List<Write> commit(DispatchPlan plan) {
        return commits.commit(plan.together().stream().map(Write::save).toList())
                .lost();
    }

    /** Decisions for which the event's commit has no room. What an attempt before this one left of them is replaced. */
    private void storeApart(Delivery delivery, List<DecisionRecord> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        List<DecisionRecord> before = deliveries
                .decided(delivery.project(), delivery.id())
                .map(DeliveryStore.Decided::decisions)
                .orElse(List.of());
        List<Write> writes = decisions.stream()
                .map(decision -> Write.save(before.stream()
                        .filter(stored -> stored.eventIndex() == decision.eventIndex()
                                && stored.rule().id().equals(decision.rule().id()))
                        .findFirst()
                        .map(decision::replacing)
                        .orElse(decision)))
                .toList();
        commits.commit(writes);
    }

    private void start(Delivery delivery, DispatchPlan plan) {
        plan.starts().forEach(outlets.executions()::start);
        plan.skips().forEach(run -> tellSkip(delivery, run));
        LOG.infof(
                "Delivery %s: of %d events %d writes, %d runs started",
                delivery.id(),
                delivery.events().size(),
                plan.together().size(),
                plan.starts().size());
    }

    /** Finds whose the lost event claims are, so that the next plan leaves those events to their first run. */
    private void learn(List<Write> lost, Taken taken, boolean skippedOnesAgain) {
        for (Write write : lost) {
            if (write.entity() instanceof EventClaim claim && claim.kind() == EventClaim.Kind.EVENT) {
                Optional<String> key = Optional.of(claim.key());
                while (key.isPresent()) {
                    key = learn(claim.project(), key.get(), taken, skippedOnesAgain);
                }
            }
        }
    }

    /** Gives the key that takes this one's place, if any. */
    private Optional<String> learn(ProjectId project, String key, Taken taken, boolean skippedOnesAgain) {
        Optional<RunId> first =
                deliveries.claim(project, EventClaim.Kind.EVENT, key).map(c -> new RunId(c.value()));
        first.ifPresent(run -> taken.by(key, run));
        return first.filter(run -> skippedOnesAgain)
                .flatMap(runs::run)
                .filter(run -> run.status() == RunStatus.SKIPPED)
                .map(run -> taken.skipped(key, run.id()));
    }

    /** Starts the runs of the events that were taken, and tells the skips; doing either twice does it once. */
    private void startAgain(DeliveryStore.Decided decided, int taken) {
        List<RunId> started = runs(decided, taken, Verdict.FIRE);
        started.forEach(outlets.executions()::start);
        runs(decided, taken, Verdict.SKIP).forEach(run -> tellSkip(decided.delivery(), run));
        LOG.infof(
                "Delivery %s was taken before, %d events of it: their %d runs are started",
                decided.delivery().id(), taken, started.size());
    }

    private static List<RunId> runs(DeliveryStore.Decided decided, int taken, Verdict verdict) {
        return decided.decisions().stream()
                .filter(d -> d.eventIndex() < taken)
                .filter(d -> d.decision().verdict() == verdict && !d.repeated())
                .flatMap(d -> d.run().stream())
                .toList();
    }

    /** Whoever hears of it twice is told once. */
    private void tellSkip(Delivery delivery, RunId run) {
        outlets.notices().send(new Notice(delivery.project(), run, "run.skipped"));
    }

    private static IllegalStateException lostTooOften(Delivery delivery) {
        return new IllegalStateException("Delivery " + delivery.id() + " lost against others " + ATTEMPTS + " times.");
    }
}
