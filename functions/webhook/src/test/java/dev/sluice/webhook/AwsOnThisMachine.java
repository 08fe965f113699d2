package dev.sluice.webhook;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.aws.testing.LocalSqs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A table in DynamoDB Local, a queue in ElasticMQ and a key file: all that the function needs around it. */
public class AwsOnThisMachine implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        config.put("sluice.table", LocalDynamoDb.freshTable());
        config.put("sluice.events-queue", LocalSqs.freshQueue(true));
        config.put("sluice.encryption-key", "file:" + keyFile());
        config.put(
                "quarkus.dynamodb.endpoint-override", LocalDynamoDb.endpoint().toString());
        config.put("quarkus.sqs.endpoint-override", LocalSqs.endpoint().toString());
        for (String service : new String[] {"dynamodb", "sqs"}) {
            config.put("quarkus." + service + ".aws.region", "us-east-1");
            config.put("quarkus." + service + ".aws.credentials.type", "static");
            config.put("quarkus." + service + ".aws.credentials.static-provider.access-key-id", "local");
            config.put("quarkus." + service + ".aws.credentials.static-provider.secret-access-key", "local");
        }
        return config;
    }

    @Override
    public void stop() {
        // both servers end with the JVM
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile(
                    "sluice",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
