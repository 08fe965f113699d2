package dev.sluice.aws;

import dev.sluice.aws.TableSchema.Index;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A query of one partition: of which index, in which order, and with what conditions on the sort key and on the entity.
 * A query of the table itself is strongly consistent, one of an index cannot be.
 */
record Listing(
        Index index,
        String partition,
        boolean forward,
        String sortCondition,
        String filter,
        Map<String, AttributeValue> values) {
    private static final int FILTERED_PAGE = 250;

    static Listing forward(Index index, String partition) {
        return new Listing(index, partition, true, "", "", Map.of());
    }

    static Listing newestFirst(Index index, String partition) {
        return new Listing(index, partition, false, "", "", Map.of());
    }

    Listing sortUpTo(String last) {
        return new Listing(
                index, partition, forward, "#sort <= :sort", filter, with(":sort", AttributeValue.fromS(last)));
    }

    Listing sortPrefix(String prefix) {
        return new Listing(
                index,
                partition,
                forward,
                "begins_with(#sort, :sort)",
                filter,
                with(":sort", AttributeValue.fromS(prefix)));
    }

    /** Only entities whose field has this text. */
    Listing where(String field, String text) {
        return new Listing(index, partition, forward, sortCondition, field, with(":field", AttributeValue.fromS(text)));
    }

    /** One call's worth: as many as are wanted, or a larger stretch where a filter will drop most. */
    QueryRequest request(String table, Map<String, AttributeValue> start, int wanted) {
        Map<String, String> names = new HashMap<>(Map.of("#partition", index.partitionKey()));
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":partition", AttributeValue.fromS(partition));
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .scanIndexForward(forward)
                .limit(filter.isEmpty() ? wanted : Math.max(wanted, FILTERED_PAGE));
        if (index.isTable()) {
            request.consistentRead(true);
        } else {
            request.indexName(index.name());
        }
        if (!start.isEmpty()) {
            request.exclusiveStartKey(start);
        }
        if (!filter.isEmpty()) {
            names.putAll(Map.of("#doc", TableSchema.DOC, "#field", filter));
            request.filterExpression("#doc.#field = :field");
        }
        if (!sortCondition.isEmpty()) {
            names.put("#sort", index.sortKey());
        }
        return request.keyConditionExpression(
                        "#partition = :partition" + (sortCondition.isEmpty() ? "" : " AND " + sortCondition))
                .expressionAttributeNames(names)
                .expressionAttributeValues(all)
                .build();
    }

    private Map<String, AttributeValue> with(String name, AttributeValue value) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(name, value);
        return Map.copyOf(all);
    }
}
