package dev.sluice.local.demo;

import dev.sluice.local.postgres.Login;
import dev.sluice.local.postgres.NoPostgres;
import dev.sluice.local.postgres.PostgresServer;
import dev.sluice.local.process.Children;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What the shop keeps outside of its builds: a database and a folder of files for each environment. Where PostgreSQL cannot
 * run, all else goes on without it, and {@link #open} says why.
 */
public final class Shop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Shop.class.getName());

    private final PostgresServer.Settings settings;
    private final Login application;
    private final Login agent;
    private volatile Optional<PostgresServer> server = Optional.empty();

    /**
     * A shop that is not open yet.
     *
     * @param passwords the file with the password of each role, which is there
     */
    public Shop(Path folder, int port, Path log, Function<String, Path> passwords) {
        this.settings = new PostgresServer.Settings(folder, port, login(Login.SUPERUSER, passwords), log);
        this.application = login("shop", passwords);
        this.agent = login("agent", passwords);
    }

    private static Login login(String role, Function<String, Path> passwords) {
        return new Login(role, passwords.apply(role));
    }

    /** Whether an earlier life has left databases, in which an agent may have something to finish. */
    public boolean wasOpen() {
        return settings.hasData();
    }

    public ShopDatabase database(String environment) {
        return new ShopDatabase("shop_" + environment, settings.port(), application, agent);
    }

    /** What an environment's site shows of its database. */
    public ShopWindow window(String environment, Path filestore) {
        ShopDatabase database = database(environment);
        return new ShopWindow(environment, () -> connect(database), filestore);
    }

    /** Starts the server and makes what is absent; what comes of it is why there is none, a part of a sentence. */
    public CompletableFuture<Optional<String>> open(
            List<DemoEnvironment> environments, Children children, ScheduledExecutorService executor) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        start(environments, children, executor);
                        return Optional.empty();
                    } catch (NoPostgres e) {
                        LOG.log(Level.DEBUG, "no database", e);
                        return Optional.of(e.getMessage());
                    } catch (IOException e) {
                        LOG.log(Level.WARNING, "the shop has no database", e);
                        return Optional.of(String.valueOf(e.getMessage()));
                    }
                },
                executor);
    }

    private void start(List<DemoEnvironment> environments, Children children, ScheduledExecutorService timer)
            throws IOException {
        for (DemoEnvironment environment : environments) {
            ShopDatabases.makeFiles(environment);
        }
        PostgresServer started = PostgresServer.start(settings, children, timer);
        server = Optional.of(started);
        new ShopDatabases(started).make(environments);
    }

    private Connection connect(ShopDatabase database) throws IOException, SQLException {
        PostgresServer running = server.orElseThrow(() -> new SQLException("there is no server"));
        Connection connection = running.connect(database.name(), database.application());
        connection.setReadOnly(true);
        return connection;
    }

    @Override
    public void close() {
        server.ifPresent(PostgresServer::close);
    }
}
