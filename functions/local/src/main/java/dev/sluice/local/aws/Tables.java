package dev.sluice.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.template.TableSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Makes the template's tables where they are absent; what is in an existing one stays. */
public final class Tables {

    private final DynamoDbClient dynamoDb;

    public Tables(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /**
     * Makes what is missing.
     *
     * @throws IllegalStateException when a table of an older template has other keys or indexes
     */
    public void make(List<TableSpec> tables) {
        List<String> present = dynamoDb.listTables().tableNames();
        for (TableSpec table : tables) {
            CreateTableRequest request = request(table);
            if (present.contains(table.name())) {
                compare(
                        request,
                        dynamoDb.describeTable(it -> it.tableName(table.name())).table());
            } else {
                create(request, table);
            }
        }
    }

    private void create(CreateTableRequest request, TableSpec table) {
        dynamoDb.createTable(request);
        table.timeToLive()
                .ifPresent(attribute -> dynamoDb.updateTimeToLive(UpdateTimeToLiveRequest.builder()
                        .tableName(table.name())
                        .timeToLiveSpecification(
                                it -> it.attributeName(attribute).enabled(true))
                        .build()));
    }

    private static void compare(CreateTableRequest wanted, TableDescription present) {
        List<String> wantedIndexes = wanted.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndex::indexName)
                .sorted()
                .toList();
        List<String> presentIndexes = present.globalSecondaryIndexes().stream()
                .map(index -> index.indexName())
                .sorted()
                .toList();
        if (!wanted.keySchema().equals(present.keySchema()) || !wantedIndexes.equals(presentIndexes)) {
            throw new IllegalStateException(
                    "the table " + present.tableName() + " in the data folder has keys or indexes"
                            + " of an older template (" + presentIndexes + ", wanted " + wantedIndexes
                            + "): move the data folder away and start again");
        }
    }

    private static CreateTableRequest request(TableSpec table) {
        JsonNode definition = table.definition();
        var attributes = new ArrayList<AttributeDefinition>();
        definition
                .path("AttributeDefinitions")
                .forEach(attribute -> attributes.add(AttributeDefinition.builder()
                        .attributeName(attribute.path("AttributeName").asText())
                        .attributeType(attribute.path("AttributeType").asText())
                        .build()));
        var indexes = new ArrayList<GlobalSecondaryIndex>();
        definition
                .path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.add(GlobalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").asText())
                        .keySchema(keys(index))
                        .projection(projection(index.path("Projection")))
                        .build()));
        var request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys(definition));
        return (indexes.isEmpty() ? request : request.globalSecondaryIndexes(indexes)).build();
    }

    private static Projection projection(JsonNode projection) {
        var others = new ArrayList<String>();
        projection.path("NonKeyAttributes").forEach(name -> others.add(name.asText()));
        var builder = Projection.builder()
                .projectionType(projection.path("ProjectionType").asText());
        return (others.isEmpty() ? builder : builder.nonKeyAttributes(others)).build();
    }

    private static List<KeySchemaElement> keys(JsonNode owner) {
        var keys = new ArrayList<KeySchemaElement>();
        owner.path("KeySchema")
                .forEach(key -> keys.add(KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asText())
                        .keyType(key.path("KeyType").asText())
                        .build()));
        return keys;
    }
}
