package dev.sluice.engine.dispatch;

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
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes one delivery: decides every rule, stores delivery, decisions and runs in one transaction, then starts the runs.
 * May be called again with the same delivery at any time, after a crash at any point: it then completes what is missing.
 */
@Singleton
public class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);
    private static final int ATTEMPTS = 10;
    private static final int MAX_TOGETHER = 100;

    private final ProjectStore projects;
    private final DeliveryStore deliveries;
    private final RunStore runs;
    private final Commits commits;
    private final RunExecutions executions;

    public Dispatch(
            ProjectStore projects, DeliveryStore deliveries, RunStore runs, Commits commits, RunExecutions executions) {
        this.projects = projects;
        this.deliveries = deliveries;
        this.runs = runs;
        this.commits = commits;
        this.executions = executions;
    }

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
                startAgain(delivery, new DeliveryId(known.delivery().get().value()));
                return;
            }
            DispatchPlan plan = DispatchPlan.of(snapshot.get(), delivery, known, taken);
            List<Write> lost = store(plan);
            if (lost.isEmpty()) {
                plan.starts().forEach(executions::start);
                LOG.infof(
                        "Delivery %s: %d events, %d decisions, %d runs started",
                        delivery.id(),
                        delivery.events().size(),
                        plan.decisions().size(),
                        plan.starts().size());
                return;
            }
            learn(lost, taken, delivery.redelivery().isPresent());
        }
        throw new IllegalStateException("Delivery " + delivery.id() + " lost against others " + ATTEMPTS + " times.");
    }

    private List<Write> store(DispatchPlan plan) {
        List<Entity> together = new ArrayList<>(plan.writes());
        List<Entity> decisions = plan.decisions();
        int room = Math.max(0, Math.min(decisions.size(), MAX_TOGETHER - together.size()));
        for (int from = room; from < decisions.size(); from += MAX_TOGETHER) {
            int to = Math.min(decisions.size(), from + MAX_TOGETHER);
            // A repeat finds some of them stored already, and one of a hundred that is there would refuse the others.
            decisions.subList(from, to).forEach(d -> commits.commit(Write.save(d)));
        }
        together.addAll(decisions.subList(0, room));
        return commits.commit(together.stream().map(Write::save).toList()).lost();
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

    /** The delivery was stored before. Its runs may not have been started then; starting one twice starts it once. */
    private void startAgain(Delivery told, DeliveryId stored) {
        List<DecisionRecord> decisions = deliveries
                .decided(told.project(), stored)
                .map(DeliveryStore.Decided::decisions)
                .orElse(List.of());
        List<RunId> started = decisions.stream()
                .filter(d -> d.decision().verdict() == Verdict.FIRE && !d.repeated())
                .flatMap(d -> d.run().stream())
                .toList();
        started.forEach(executions::start);
        LOG.infof("Delivery %s was told before as %s: %d runs are started", told.id(), stored, started.size());
    }
}
