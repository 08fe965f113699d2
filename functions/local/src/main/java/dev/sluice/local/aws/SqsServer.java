package dev.sluice.local.aws;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/** ElasticMQ in this process, on loopback. Queues and messages are in a file, written before a send is acknowledged. */
public final class SqsServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SqsServer.class.getName());

    private static final long STOP_MILLIS = 2000;

    private final Function0<?> stop;
    private final URI url;

    private SqsServer(Function0<?> stop, URI url) {
        this.stop = stop;
        this.url = url;
    }

    /** Opens the messages under a folder and listens. The port must be a free one, not 0. */
    public static SqsServer start(Path folder, int port, String region, String account) throws IOException {
        Files.createDirectories(folder);
        Config config = ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("rest-sqs.bind-hostname", "127.0.0.1"),
                        Map.entry("rest-sqs.bind-port", port),
                        Map.entry("node-address.host", "127.0.0.1"),
                        Map.entry("node-address.port", port),
                        Map.entry("aws.region", region),
                        Map.entry("aws.accountId", account),
                        Map.entry("messages-storage.enabled", true),
                        // without WRITE_DELAY=0 a kill loses messages that were acknowledged
                        Map.entry("messages-storage.uri", "jdbc:h2:" + folder.resolve("messages") + ";WRITE_DELAY=0"),
                        Map.entry("pekko.loglevel", "WARNING"),
                        Map.entry("pekko.http.server.idle-timeout", "120 s"),
                        Map.entry("pekko.actor.default-dispatcher.fork-join-executor.parallelism-max", 4)))
                .withFallback(ConfigFactory.load());
        try {
            Function0<?> stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
            return new SqsServer(stop, URI.create("http://127.0.0.1:" + port));
        } catch (RuntimeException e) {
            throw new IOException("ElasticMQ does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI url() {
        return url;
    }

    /** Stops it, without waiting for the last idle connection: what was acknowledged is on disk. */
    @Override
    public void close() {
        var stopping = new Thread(stop::apply, "elasticmq-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted while ElasticMQ stops", e);
            Thread.currentThread().interrupt();
        }
    }
}
