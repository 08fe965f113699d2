package dev.sluice.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The one table, and the key with which the functions encrypt secrets before they reach it.
 *
 * <p>Both outlive the stack: they are kept when it is deleted, and the table cannot be deleted while it is protected.
 */
final class Storage extends Construct {
    private static final String FEED = "feed";
    private static final String RULE_FEED = "rule_feed";
    private static final String OPEN = "open";

    private static final List<String> ITEM_ACTIONS = List.of(
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:ConditionCheckItem");

    private final Table table;
    private final Secret key;

    Storage(Construct scope) {
        super(scope, "Storage");
        this.table = Table.Builder.create(this, "Table")
                .partitionKey(text("pk"))
                .sortKey(text("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .timeToLiveAttribute("ttl")
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        index(FEED, "feed_pk", "feed_sk");
        index(RULE_FEED, "rule_pk", "rule_sk");
        index(OPEN, "open_pk", "open_sk");
        this.key = encryptionKey();
    }

    private void index(String name, String partitionKey, String sortKey) {
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(name)
                .partitionKey(text(partitionKey))
                .sortKey(text(sortKey))
                .projectionType(ProjectionType.ALL)
                .build());
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /** 64 lower-case hexadecimal characters are the one form of 256 random bits that Secrets Manager can make. */
    private Secret encryptionKey() {
        return Secret.Builder.create(this, "EncryptionKey")
                .description("Encrypts webhook secrets, platform keys and task tokens (AES-256-GCM)."
                        + " 32 bytes, as 64 hexadecimal characters or in base64.")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(64)
                        .excludePunctuation(true)
                        .excludeUppercase(true)
                        .excludeCharacters("ghijklmnopqrstuvwxyz")
                        .requireEachIncludedType(false)
                        .build())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** Lets the function read and write items of the table by key and by index; never Scan, never the table itself. */
    void isUsedBy(SluiceFunction function) {
        isNamedTo(function);
        function.allow(ITEM_ACTIONS, List.of(table.getTableArn()));
        function.allow(
                List.of("dynamodb:Query"),
                Stream.of(FEED, RULE_FEED, OPEN)
                        .map(index -> table.getTableArn() + "/index/" + index)
                        .toList());
    }

    /** Lets the function read a project's webhook settings and nothing else: it faces the open internet. */
    void hooksAreReadBy(SluiceFunction function) {
        isNamedTo(function);
        function.allow(PolicyStatement.Builder.create()
                .actions(List.of("dynamodb:GetItem"))
                .resources(List.of(table.getTableArn()))
                .conditions(Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of("HOOK#*"))))
                .build());
    }

    /** Tells the function which secret holds the encryption key, and lets it fetch that one. */
    void keyIsReadBy(SluiceFunction function) {
        function.tell("SLUICE_ENCRYPTION_KEY", key.getSecretArn());
        function.allow(List.of("secretsmanager:GetSecretValue"), List.of(key.getSecretArn()));
    }

    String tableName() {
        return table.getTableName();
    }

    private void isNamedTo(SluiceFunction function) {
        function.tell("SLUICE_TABLE", table.getTableName());
    }
}
