package dev.sluice.aws;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Write;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An empty table for each test, and the stores over it. */
abstract class TableTest {
    final String table = LocalDynamoDb.freshTable();
    final DynamoCommits commits = commitsAt(Examples.CLOCK);
    final DynamoProjectStore projects = new DynamoProjectStore(LocalDynamoDb.client(), table, Examples.CLOCK);
    final DynamoDeliveryStore deliveries = deliveriesAt(Examples.CLOCK);
    final DynamoRunStore runs = runsAt(Examples.CLOCK);

    DynamoCommits commitsAt(Clock clock) {
        return new DynamoCommits(LocalDynamoDb.client(), table, clock);
    }

    DynamoCommits commitsAfter(Duration time) {
        return commitsAt(Examples.later(time));
    }

    DynamoCommits commitsThrough(DynamoDbClient client) {
        return new DynamoCommits(client, table, Examples.CLOCK);
    }

    DynamoDeliveryStore deliveriesAt(Clock clock) {
        return new DynamoDeliveryStore(LocalDynamoDb.client(), table, clock);
    }

    DynamoRunStore runsAt(Clock clock) {
        return new DynamoRunStore(LocalDynamoDb.client(), table, clock);
    }

    void stored(Entity... entities) {
        for (Entity entity : entities) {
            if (!commits.commit(Write.save(entity)).done()) {
                throw new AssertionError("Something was stored at this place already: " + entity);
            }
        }
    }
}
