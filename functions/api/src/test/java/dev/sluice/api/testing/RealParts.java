package dev.sluice.api.testing;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.aws.testing.LocalSqs;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

/** What the function stands on, for all tests together: DynamoDB Local, ElasticMQ, the interpreter, an issuer, a key file. */
public final class RealParts implements QuarkusTestResourceLifecycleManager {
    public static final String PUBLIC_URL = "https://sluice.example.org";

    private static String noticesQueue = "";

    private final LittleStates states = new LittleStates();
    private LittleIssuer issuer;
    private Path key;

    @Override
    public Map<String, String> start() {
        noticesQueue = LocalSqs.freshQueue(false);
        try {
            issuer = new LittleIssuer();
            key = Files.createTempFile(
                    "sluice",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The client of Step Functions is made by the SDK itself, which reads these.
        System.setProperty("aws.endpointUrlSfn", states.url());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return Map.of(
                "quarkus.dynamodb.endpoint-override", LocalDynamoDb.endpoint().toString(),
                "quarkus.sqs.endpoint-override", LocalSqs.endpoint().toString(),
                "sluice.table", LocalDynamoDb.freshTable(),
                "sluice.events-queue", LocalSqs.freshQueue(true),
                "sluice.notices-queue", noticesQueue,
                "sluice.encryption-key", "file:" + key,
                "sluice.oidc-issuer", issuer.url(),
                "sluice.public-url", PUBLIC_URL,
                "test.tokens-queue", LocalSqs.freshQueue(false));
    }

    /** The URL of the queue that api sends tests of channels to. */
    public static String noticesQueue() {
        return noticesQueue;
    }

    @Override
    public void stop() {
        issuer.close();
        states.close();
        try {
            Files.deleteIfExists(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
