package dev.sluice.local.aws;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in this process, on loopback, with its tables in a file. One region and account see the same tables. */
public final class DynamoDbServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DynamoDbServer.class.getName());

    private final Server server;
    private final LocalDynamoDBRequestHandler database;
    private final URI url;

    private DynamoDbServer(Server server, LocalDynamoDBRequestHandler database, URI url) {
        this.server = server;
        this.database = database;
        this.url = url;
    }

    /** Opens the tables under a folder and listens. Its own launcher would listen on every interface. */
    public static DynamoDbServer start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        try {
            var database = new LocalDynamoDBRequestHandler(0, false, folder.toString(), true, false);
            var threads = new QueuedThreadPool(32, 4);
            threads.setName("dynamodb");
            threads.setDaemon(true);
            var server = new Server(threads);
            var connector = new ServerConnector(server, 1, 1);
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            server.addConnector(connector);
            server.setHandler(new LocalDynamoDBServerHandler(database, null));
            server.start();
            return new DynamoDbServer(server, database, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
        } catch (DynamoDBLocalServiceException e) {
            throw new IOException("DynamoDB Local cannot open " + folder + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IOException("DynamoDB Local does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        try {
            server.stop();
            database.shutdown();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "DynamoDB Local did not stop cleanly", e);
        }
    }
}
