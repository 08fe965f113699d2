package dev.sluice.local.postgres;

import dev.sluice.local.io.Ports;
import dev.sluice.local.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A server under a temporary folder, its processes, and SQL on it. */
public final class ServerFixture implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Children children;
    private final PostgresServer server;

    private ServerFixture(Path folder, int port) throws IOException {
        this.children = Children.open(folder.resolve("processes.json"));
        this.server = PostgresServer.start(settings(folder, port), children, timer);
    }

    /** Starts it, on the data of an earlier life if there are any. */
    public static ServerFixture start(Path folder) throws IOException {
        return startWith(folder, "a password");
    }

    static ServerFixture startWith(Path folder, String password) throws IOException {
        for (String role : List.of(Login.SUPERUSER, "shop", "agent")) {
            Files.writeString(login(folder, role).passwordFile(), password);
        }
        return new ServerFixture(folder, Ports.anyFree());
    }

    static PostgresServer.Settings settings(Path folder, int port) {
        return new PostgresServer.Settings(
                folder.resolve("postgres"), port, login(folder, Login.SUPERUSER), folder.resolve("postgres.log"));
    }

    public static Login login(Path folder, String role) {
        return new Login(role, folder.resolve(role + ".password"));
    }

    public PostgresServer server() {
        return server;
    }

    long pid() {
        return children.pids().get("postgres");
    }

    /** Runs statements as the superuser. */
    public void execute(String database, String... statements) throws Exception {
        try (Connection connection = server.connect(database, server.superuser());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** One value. */
    public String query(String database, String sql) throws IOException, SQLException {
        try (Connection connection = server.connect(database, server.superuser());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Ends the server as kill -9 of all of local's processes does. */
    void kill() {
        children.close();
        timer.shutdownNow();
    }

    @Override
    public void close() {
        server.close();
        kill();
    }
}
