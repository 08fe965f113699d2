package dev.sluice.aws.testing;

import com.almworks.sqlite4java.SQLite;
import dev.sluice.aws.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, in memory, on a free port of the loopback interface: one for the whole JVM, started at first use. Who uses
 * it has {@code software.amazon.dynamodb:DynamoDBLocal} and {@code software.amazon.awssdk:url-connection-client} in scope.
 */
public final class LocalDynamoDb {
    private static final String LIBRARY_PATH = "sqlite4java.library.path";

    private LocalDynamoDb() {}

    /** For {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    public static URI endpoint() {
        return Running.ENDPOINT;
    }

    public static DynamoDbClient client() {
        return Running.CLIENT;
    }

    /** A client of its own that sends through this HTTP client and shows each call to these interceptors. */
    public static DynamoDbClient client(SdkHttpClient http, ExecutionInterceptor... interceptors) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http)
                .overrideConfiguration(c -> c.executionInterceptors(List.of(interceptors)))
                .build();
    }

    /** Makes an empty table with our keys and indexes, and returns its name. */
    public static String freshTable() {
        String name = "sluice-" + UUID.randomUUID();
        client().createTable(TableSchema.createTable(name));
        return name;
    }

    private static URI start() {
        try {
            useNativeLibraryOfTheRepository();
            // its own launcher would listen on every interface
            LocalDynamoDBServerHandler handler =
                    new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.setHandler(handler);
            server.start();
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            return URI.create("http://127.0.0.1:" + port);
        } catch (Exception e) { // Jetty declares it
            throw new IllegalStateException("DynamoDB Local does not start.", e);
        }
    }

    /** Its SQLite is native code, which Maven keeps as an artifact of its own beside the Java one. */
    private static void useNativeLibraryOfTheRepository() throws URISyntaxException {
        if (System.getProperty(LIBRARY_PATH) != null) {
            return;
        }
        Path jar = Path.of(
                SQLite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path version = jar.getParent();
        Path group = version.getParent().getParent();
        String name = "libsqlite4java-linux-amd64";
        Path library = group.resolve(name).resolve(version.getFileName());
        if (holdsLibrary(library, name)) {
            System.setProperty(LIBRARY_PATH, library.toString());
        }
    }

    private static boolean holdsLibrary(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(f -> f.getFileName().toString().startsWith(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started when it is first named. */
    private static final class Running {
        static final URI ENDPOINT = start();
        static final DynamoDbClient CLIENT = client(UrlConnectionHttpClient.create());
    }
}
