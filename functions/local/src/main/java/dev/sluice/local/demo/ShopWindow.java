package dev.sluice.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shop's view of its own database, read anew for each request over one connection that it keeps, as an application
 * does. A clone ends that connection and puts another database in the place; the next request connects to that.
 */
public final class ShopWindow implements AutoCloseable {

    /** Connects to the database that has the environment's name now. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws IOException, SQLException;
    }

    /** One look: what there is, or nothing where the database does not answer. */
    record View(String environment, Optional<ShopFacts> facts, long files) {

        /** For programs. */
        ObjectNode json() {
            ObjectNode json = Json.object().put("environment", environment);
            facts.ifPresent(shop -> {
                json.put("orders", shop.orders())
                        .put("customers", shop.customers())
                        .put("files", files)
                        .put("neutralized", shop.neutralized());
                for (ShopFacts.WayOut way : ShopFacts.WayOut.values()) {
                    boolean on = shop.reaches().get(way).isPresent();
                    json.put(way.name().toLowerCase(Locale.ROOT), on ? "on" : "off");
                }
            });
            return facts.isPresent() ? json : json.put("error", "the shop's database does not answer");
        }
    }

    private static final System.Logger LOG = System.getLogger(ShopWindow.class.getName());

    private final String environment;
    private final Connector connector;
    private final Path filestore;
    private Optional<Connection> kept = Optional.empty();

    ShopWindow(String environment, Connector connector, Path filestore) {
        this.environment = environment;
        this.connector = connector;
        this.filestore = filestore;
    }

    synchronized View look() throws IOException {
        return new View(environment, facts(), files());
    }

    private Optional<ShopFacts> facts() throws IOException {
        try {
            if (kept.isPresent()) {
                return Optional.of(ShopFacts.read(kept.get()));
            }
        } catch (SQLException ended) {
            LOG.log(Level.DEBUG, "connecting to the database of " + environment + " again", ended);
            close();
        }
        try {
            kept = Optional.of(connector.connect());
            return Optional.of(ShopFacts.read(kept.get()));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the database of " + environment + " does not answer: " + e.getMessage());
            close();
            return Optional.empty();
        }
    }

    private long files() throws IOException {
        if (!Files.isDirectory(filestore)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(filestore)) {
            return all.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    @Override
    public synchronized void close() {
        kept.ifPresent(connection -> {
            try {
                connection.close();
            } catch (SQLException gone) {
                LOG.log(Level.DEBUG, "the connection was gone", gone);
            }
        });
        kept = Optional.empty();
    }
}
