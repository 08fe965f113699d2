package dev.sluice.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The one table: its keys, its indexes (all strings, all attributes projected), and the attributes beside them. */
public final class TableSchema {
    public static final String PK = "pk";
    public static final String SK = "sk";

    /** When an item lapses, in seconds of Unix time. What has lapsed is absent for every reader and writer of ours. */
    public static final String TTL = "ttl";

    /** Counts an item's writes: the optimistic lock. */
    public static final String REVISION = "revision";

    /** Which kind of entity an item is, for people who look into the table. */
    public static final String TYPE = "type";

    /** The entity itself, as a native map. */
    public static final String DOC = "doc";

    /** Lists, newest first: a project's runs, its deliveries, a person's memberships. */
    public static final Index FEED = new Index("feed", "feed_pk", "feed_sk");

    /** One rule's runs. */
    public static final Index RULE_FEED = new Index("rule_feed", "rule_pk", "rule_sk");

    /** Sparse: runs that are not settled, by the time at which sweep should look at them. */
    public static final Index OPEN = new Index("open", "open_pk", "open_sk");

    public static final List<Index> INDEXES = List.of(FEED, RULE_FEED, OPEN);

    /** The table's own keys, as if they were an index. */
    static final Index TABLE = new Index("", PK, SK);

    private TableSchema() {}

    /** The table as a test makes it; the deployed one comes from the infrastructure's template and has the same keys. */
    public static CreateTableRequest createTable(String name) {
        Set<String> keys = new TreeSet<>(Set.of(PK, SK));
        INDEXES.forEach(index -> keys.addAll(List.of(index.partitionKey(), index.sortKey())));
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        keys.stream().map(TableSchema::stringAttribute).toList())
                .keySchema(TABLE.keySchema())
                .globalSecondaryIndexes(INDEXES.stream().map(Index::definition).toList())
                .build();
    }

    private static AttributeDefinition stringAttribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    /** A global secondary index and its two key attributes. */
    public record Index(String name, String partitionKey, String sortKey) {
        List<KeySchemaElement> keySchema() {
            return List.of(element(partitionKey, KeyType.HASH), element(sortKey, KeyType.RANGE));
        }

        GlobalSecondaryIndex definition() {
            return GlobalSecondaryIndex.builder()
                    .indexName(name)
                    .keySchema(keySchema())
                    .projection(p -> p.projectionType(ProjectionType.ALL))
                    .build();
        }

        boolean isTable() {
            return name.isEmpty();
        }

        private static KeySchemaElement element(String name, KeyType type) {
            return KeySchemaElement.builder().attributeName(name).keyType(type).build();
        }
    }
}
