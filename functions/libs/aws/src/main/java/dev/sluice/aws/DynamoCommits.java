package dev.sluice.aws;

import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Commits on DynamoDB: one transaction, in which each write is conditional on its entity's revision; a single save is a
 * conditional put, at half the price. An item that lapsed counts as absent. The outcome is exact even where an answer got
 * lost on its way and the SDK sent the call again: a transaction has a token for that, a put a mark in the item.
 */
public final class DynamoCommits implements Commits {
    private static final int MAX_WRITES = 100;
    private static final String LOST = "ConditionalCheckFailed";
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    /** Tells whose write an item is, where the SDK repeated a put that had arrived. */
    private static final String MARK = "written_by";

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;

    public DynamoCommits(DynamoDbClient client, String table, Clock clock) {
        this.client = Objects.requireNonNull(client, "client");
        this.table = Objects.requireNonNull(table, "table");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public Outcome commit(List<Write> writes) {
        check(writes);
        if (writes.isEmpty()) {
            return new Outcome(List.of());
        }
        Instant now = clock.instant();
        return writes.size() == 1 && writes.get(0) instanceof Write.Save save
                ? put(save, now)
                : transact(writes, writes.stream().map(w -> item(w, now)).toList());
    }

    private static void check(List<Write> writes) {
        if (writes.size() > MAX_WRITES) {
            throw new IllegalArgumentException(
                    "writes: " + writes.size() + "; a commit has at most " + MAX_WRITES + ".");
        }
        Set<ItemKey> keys = new HashSet<>();
        for (Write write : writes) {
            ItemKey key = ItemForm.keyOf(write.entity());
            if (!keys.add(key)) {
                throw new IllegalArgumentException(
                        "writes: two of them write " + key + "; a commit writes an item once.");
            }
        }
    }

    private Outcome put(Write.Save save, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(Items.item(save.entity(), now));
        AttributeValue mark = AttributeValue.fromS(UUID.randomUUID().toString());
        item.put(MARK, mark);
        RevisionCheck check = RevisionCheck.of(save.entity(), now);
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(check.expression())
                .expressionAttributeNames(check.names())
                .expressionAttributeValues(check.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        Backoff backoff = new Backoff();
        while (true) {
            try {
                client.putItem(request);
                return new Outcome(List.of());
            } catch (ConditionalCheckFailedException e) {
                boolean ours = e.hasItem() && mark.equals(e.item().get(MARK));
                return new Outcome(ours ? List.of() : List.of(save));
            } catch (TransactionConflictException e) {
                if (!backoff.again()) {
                    throw e;
                }
            }
        }
    }

    private Outcome transact(List<Write> writes, List<TransactWriteItem> items) {
        Backoff backoff = new Backoff();
        String token = UUID.randomUUID().toString();
        while (true) {
            try {
                client.transactWriteItems(TransactWriteItemsRequest.builder()
                        .transactItems(items)
                        .clientRequestToken(token)
                        .build());
                return new Outcome(List.of());
            } catch (TransactionCanceledException e) {
                List<Write> lost = lost(writes, e.cancellationReasons());
                if (!lost.isEmpty()) {
                    return new Outcome(lost);
                }
                if (!passes(e.cancellationReasons()) || !backoff.again()) {
                    throw e;
                }
                token = UUID.randomUUID().toString(); // what was cancelled is over: this is another try
            } catch (TransactionInProgressException e) {
                if (!backoff.again()) {
                    throw e;
                }
            }
        }
    }

    private static List<Write> lost(List<Write> writes, List<CancellationReason> reasons) {
        return IntStream.range(0, reasons.size())
                .filter(i -> LOST.equals(reasons.get(i).code()))
                .mapToObj(writes::get)
                .toList();
    }

    private static boolean passes(List<CancellationReason> reasons) {
        List<String> codes = new ArrayList<>();
        reasons.stream()
                .map(CancellationReason::code)
                .filter(c -> !"None".equals(c))
                .forEach(codes::add);
        return !codes.isEmpty() && PASSING.containsAll(codes);
    }

    private TransactWriteItem item(Write write, Instant now) {
        Entity entity = write.entity();
        RevisionCheck check = RevisionCheck.of(entity, now);
        Map<String, AttributeValue> key = ItemForm.keyOf(entity).attributes();
        TransactWriteItem.Builder item = TransactWriteItem.builder();
        if (write instanceof Write.Save) {
            item.put(p -> p.tableName(table)
                    .item(Items.item(entity, now))
                    .conditionExpression(check.expression())
                    .expressionAttributeNames(check.names())
                    .expressionAttributeValues(check.values()));
        } else if (write instanceof Write.Remove) {
            item.delete(d -> d.tableName(table)
                    .key(key)
                    .conditionExpression(check.expression())
                    .expressionAttributeNames(check.names())
                    .expressionAttributeValues(check.values()));
        } else {
            item.conditionCheck(c -> c.tableName(table)
                    .key(key)
                    .conditionExpression(check.expression())
                    .expressionAttributeNames(check.names())
                    .expressionAttributeValues(check.values()));
        }
        return item.build();
    }

    /** The condition that what is stored, lapsed items left out, has the revision that was read. */
    private record RevisionCheck(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        static RevisionCheck of(Entity entity, Instant now) {
            AttributeValue second = Items.number(now.getEpochSecond());
            if (entity.revision() == 0) {
                return new RevisionCheck(
                        "attribute_not_exists(#pk) OR #ttl <= :now",
                        Map.of("#pk", TableSchema.PK, "#ttl", TableSchema.TTL),
                        Map.of(":now", second));
            }
            return new RevisionCheck(
                    "#revision = :read AND (attribute_not_exists(#ttl) OR #ttl > :now)",
                    Map.of("#revision", TableSchema.REVISION, "#ttl", TableSchema.TTL),
                    Map.of(":read", Items.number(entity.revision()), ":now", second));
        }
    }
}
