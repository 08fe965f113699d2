package dev.sluice.aws;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.RunStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs, lanes and actions in the table. A list by status reads on until its page is full, so a rare status costs more. */
public final class DynamoRunStore implements RunStore {
    private final TableReader reader;

    public DynamoRunStore(DynamoDbClient client, String table, Clock clock) {
        this.reader = new TableReader(client, table, clock);
    }

    @Override
    public Optional<Run> run(RunId id) {
        return reader.get(Run.class, ItemKey.run(id));
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
        Listing wanted = status.map(s -> all.where("status", Fields.wire(s))).orElse(all);
        return reader.page(Run.class, wanted, page);
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
    public Lane lane(ProjectId project, EnvironmentId environment) {
        return reader.get(Lane.class, ItemKey.lane(project, environment))
                .orElseGet(() -> Lane.free(project, environment));
    }

    @Override
    public Optional<LaneWaiter> firstWaiter(ProjectId project, EnvironmentId environment) {
        return reader.first(LaneWaiter.class, waiters(project, environment));
    }

    @Override
    public Optional<LaneWaiter> waiter(ProjectId project, EnvironmentId environment, RunId run) {
        return reader.first(LaneWaiter.class, waiters(project, environment).where("run", run.value()));
    }

    private static Listing waiters(ProjectId project, EnvironmentId environment) {
        return Listing.forward(TableSchema.TABLE, ItemKey.lanePartition(project, environment))
                .sortPrefix(ItemKey.WAITER_PREFIX);
    }
}
