package dev.sluice.aws;

import dev.sluice.aws.TableSchema.Index;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads items and pages of them. What has lapsed is left out everywhere. There is no scan. */
final class TableReader {
    /** As many as one query may be asked for; it answers with 1 MB at most anyway. */
    static final int ALL = 1000;

    private static final int BATCH = 100;

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;

    TableReader(DynamoDbClient client, String table, Clock clock) {
        this.client = Objects.requireNonNull(client, "client");
        this.table = Objects.requireNonNull(table, "table");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A strongly consistent read of one item. */
    <E extends Entity> Optional<E> get(Class<E> type, ItemKey key) {
        Map<String, AttributeValue> item = client.getItem(
                        r -> r.tableName(table).key(key.attributes()).consistentRead(true))
                .item();
        return Optional.of(item)
                .filter(i -> !i.isEmpty() && Items.isLive(i, clock.instant()))
                .map(i -> Items.entity(type, i));
    }

    /** Strongly consistent reads of distinct keys, in one call for every hundred. Absent items are absent here too. */
    Map<ItemKey, Map<String, AttributeValue>> batch(Collection<ItemKey> keys) {
        List<ItemKey> all = List.copyOf(keys);
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            readBatch(all.subList(from, Math.min(all.size(), from + BATCH)), found);
        }
        return found;
    }

    private void readBatch(List<ItemKey> keys, Map<ItemKey, Map<String, AttributeValue>> found) {
        Instant now = clock.instant();
        Map<String, KeysAndAttributes> open = Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(keys.stream().map(ItemKey::attributes).toList())
                        .consistentRead(true)
                        .build());
        Backoff backoff = new Backoff();
        while (!open.isEmpty()) {
            Map<String, KeysAndAttributes> asked = open;
            BatchGetItemResponse answer = client.batchGetItem(r -> r.requestItems(asked));
            answer.responses().getOrDefault(table, List.of()).stream()
                    .filter(item -> Items.isLive(item, now))
                    .forEach(item -> found.put(ItemKey.of(item), item));
            open = answer.unprocessedKeys();
            if (!open.isEmpty() && !backoff.again()) {
                throw new IllegalStateException(
                        "The table did not answer for all items that were asked for; it is busy.");
            }
        }
    }

    /** Every item of a listing that is known to be short. */
    List<Map<String, AttributeValue>> all(Listing listing) {
        return read(listing, Map.of(), Integer.MAX_VALUE);
    }

    /** The first entity of a listing. */
    <E extends Entity> Optional<E> first(Class<E> type, Listing listing) {
        return read(listing, Map.of(), 1).stream().findFirst().map(item -> Items.entity(type, item));
    }

    <E extends Entity> Page<E> page(Class<E> type, Listing listing, Page.Request request) {
        return page(type, List.of(listing), request);
    }

    /** One page of several listings of one index as if they were one, in the order of the sort key. */
    <E extends Entity> Page<E> page(Class<E> type, List<Listing> listings, Page.Request request) {
        Listing any = listings.get(0);
        Cursor cursor = Cursor.read(
                request.cursor(),
                any.index(),
                listings.stream().map(Listing::partition).toList());
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (Listing listing : listings) {
            found.addAll(from(cursor, listing, request.limit() + 1));
        }
        Comparator<Map<String, AttributeValue>> order = bySortKey(any.index());
        found.sort(any.forward() ? order : order.reversed());
        return cut(type, any.index(), found, cursor, request.limit());
    }

    /**
     * One page of a newest-first listing, made from other listings which hold the wanted items of it among others. All of
     * those are read for each page, so they must be short; the cursor is the listing's own.
     */
    <E extends Entity> Page<E> page(Class<E> type, Listing newestFirst, List<Listing> shortOnes, Page.Request request) {
        Index index = newestFirst.index();
        String partition = newestFirst.partition();
        Cursor cursor = Cursor.read(request.cursor(), index, List.of(partition));
        Optional<String> last =
                Optional.ofNullable(cursor.in(partition).get(index.sortKey())).map(AttributeValue::s);
        List<Map<String, AttributeValue>> found = shortOnes.stream()
                .flatMap(listing -> all(listing).stream())
                .filter(item -> partition.equals(item.get(index.partitionKey()).s()))
                .filter(item -> last.isEmpty() || item.get(index.sortKey()).s().compareTo(last.get()) < 0)
                .sorted(bySortKey(index).reversed())
                .toList();
        return cut(type, index, found, cursor, request.limit());
    }

    private static Comparator<Map<String, AttributeValue>> bySortKey(Index index) {
        return Comparator.comparing(item -> item.get(index.sortKey()).s());
    }

    private static <E extends Entity> Page<E> cut(
            Class<E> type, Index index, List<Map<String, AttributeValue>> found, Cursor cursor, int limit) {
        List<Map<String, AttributeValue>> page = found.subList(0, Math.min(found.size(), limit));
        Cursor next = cursor;
        for (Map<String, AttributeValue> item : page) {
            next = next.after(index, item);
        }
        Optional<String> more = found.size() > limit ? Optional.of(next.text(index)) : Optional.empty();
        return new Page<>(page.stream().map(item -> Items.entity(type, item)).toList(), more);
    }

    private List<Map<String, AttributeValue>> from(Cursor cursor, Listing listing, int wanted) {
        Map<String, AttributeValue> start = cursor.in(listing.partition());
        try {
            return read(listing, start, wanted);
        } catch (DynamoDbException e) {
            boolean startRefused = !start.isEmpty()
                    && e.awsErrorDetails() != null
                    && "ValidationException".equals(e.awsErrorDetails().errorCode());
            if (startRefused) {
                throw new IllegalArgumentException("cursor: it does not fit this list.", e);
            }
            throw e;
        }
    }

    private List<Map<String, AttributeValue>> read(Listing listing, Map<String, AttributeValue> start, int wanted) {
        Instant now = clock.instant();
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        Map<String, AttributeValue> next = start;
        do {
            int missing = Math.min(ALL, wanted - found.size());
            QueryResponse answer = client.query(listing.request(table, next, missing));
            answer.items().stream()
                    .filter(item -> Items.isLive(item, now))
                    .limit(missing)
                    .forEach(found::add);
            next = answer.lastEvaluatedKey();
        } while (found.size() < wanted && !next.isEmpty());
        return found;
    }
}
