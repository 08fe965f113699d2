package dev.sluice.aws;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.RunStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs, lanes and actions in the table. A list by an end state reads the feed on until its page is full, so a rare one costs
 * more; a list by another state (what waits for approval) reads the open runs only, which are few.
 */
public final class DynamoRunStore implements RunStore {
    private static final String STATUS = "status";

    private final TableReader reader;

    public DynamoRunStore(DynamoDbClient client, String table, Clock clock) {
        this.reader = new TableReader(client, table, clock);
    }

    @Override
    public Optional<Run> run(RunId id) {
        return reader.get(Run.class, ItemKey.run(id));
    }

    @Override
    public List<Run> runs(Collection<RunId> ids) {
        return batch(Run.class, ids.stream().map(ItemKey::run));
    }

    @Override
    public Optional<Run> newest(ProjectId project, RuleId rule) {
        return reader.first(
                Run.class, Listing.newestFirst(TableSchema.RULE_FEED, IndexKey.runsPartition(project, rule)));
    }

    @Override
    public Page<Run> runs(ProjectId project, Optional<RunStatus> status, Page.Request page) {
        return runs(Listing.newestFirst(TableSchema.FEED, IndexKey.runsPartition(project)), status, page);
    }

    @Override
    public Page<Run> runs(ProjectId project, RuleId rule, Optional<RunStatus> status, Page.Request page) {
        return runs(Listing.newestFirst(TableSchema.RULE_FEED, IndexKey.runsPartition(project, rule)), status, page);
    }

    private Page<Run> runs(Listing all, Optional<RunStatus> status, Page.Request page) {
        if (status.isEmpty()) {
            return reader.page(Run.class, all, page);
        }
        String word = Fields.wire(status.get());
        if (status.get().isFinal()) {
            return reader.page(Run.class, all.where(STATUS, word), page);
        }
        List<Listing> open = IndexKey.openPartitions().stream()
                .map(shard -> Listing.forward(TableSchema.OPEN, shard).where(STATUS, word))
                .toList();
        return reader.page(Run.class, all, open, page);
    }

    @Override
    public Page<Run> standingStill(Instant now, Page.Request page) {
        List<Listing> shards = IndexKey.openPartitions().stream()
                .map(shard -> Listing.forward(TableSchema.OPEN, shard).sortUpTo(IndexKey.time(now)))
                .toList();
        return reader.page(Run.class, shards, page);
    }

    @Override
    public Optional<ActionState> action(RunId run) {
        return reader.get(ActionState.class, ItemKey.action(run));
    }

    @Override
    public Optional<ApprovalLink> approvalLink(String tokenHash) {
        return reader.get(ApprovalLink.class, ItemKey.approvalLink(tokenHash));
    }

    @Override
    public Lane lane(ProjectId project, EnvironmentId environment) {
        return reader.get(Lane.class, ItemKey.lane(project, environment))
                .orElseGet(() -> Lane.free(project, environment));
    }

    @Override
    public List<Lane> lanes(ProjectId project, Collection<EnvironmentId> environments) {
        return batch(Lane.class, environments.stream().map(e -> ItemKey.lane(project, e)));
    }

    @Override
    public int waiting(ProjectId project, EnvironmentId environment) {
        return reader.all(waiters(project, environment)).size();
    }

    @Override
    public Optional<LaneWaiter> firstWaiter(ProjectId project, EnvironmentId environment) {
        return reader.first(LaneWaiter.class, waiters(project, environment));
    }

    @Override
    public Optional<LaneWaiter> waiter(ProjectId project, EnvironmentId environment, RunId run) {
        return reader.first(LaneWaiter.class, waiters(project, environment).where("run", run.value()));
    }

    private <E extends Entity> List<E> batch(Class<E> type, Stream<ItemKey> keys) {
        return reader.batch(keys.distinct().toList()).values().stream()
                .map(item -> Items.entity(type, item))
                .toList();
    }

    private static Listing waiters(ProjectId project, EnvironmentId environment) {
        return Listing.forward(TableSchema.TABLE, ItemKey.lanePartition(project, environment))
                .sortPrefix(ItemKey.WAITER_PREFIX);
    }
}
