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

/**
 * A table in DynamoDB Local, a queue in ElasticMQ and a key file: all that the function needs around it. The two servers run
 * in the JVM's own class loader: they look classes up by the thread's loader, and Quarkus has several of those, which come
 * and go with each start of the application.
 */
public class AwsOnThisMachine implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>();
        config.put("sluice.table", outside(LocalDynamoDb.class, "freshTable"));
        config.put("sluice.events-queue", outside(LocalSqs.class, "freshQueue", true));
        config.put("sluice.encryption-key", "file:" + keyFile());
        config.put("quarkus.dynamodb.endpoint-override", outside(LocalDynamoDb.class, "endpoint"));
        config.put("quarkus.sqs.endpoint-override", outside(LocalSqs.class, "endpoint"));
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

    private static String outside(Class<?> server, String method, Object... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {boolean.class};
            return Class.forName(server.getName(), true, ClassLoader.getSystemClassLoader())
                    .getMethod(method, types)
                    .invoke(null, arguments)
                    .toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
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
