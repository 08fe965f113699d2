package dev.sluice.local.demo;

import dev.sluice.local.postgres.Login;
import dev.sluice.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Makes the shop's databases, one for each environment, where they are absent. What is there stays as it is: a clone may have
 * replaced it.
 *
 * <p>The tables have Odoo's names, so that the agent's profile {@code odoo} and its probes can be seen at work as they are: who
 * runs Odoo shops is who this demo is for, and a profile of the demo's own would prove nothing about theirs.
 */
final class ShopDatabases {

    private static final String DATABASE_EXISTS = "SELECT FROM pg_database WHERE datname = '%s'";
    private static final String ROLE_EXISTS = "SELECT FROM pg_roles WHERE rolname = '%s'";

    private final PostgresServer server;

    ShopDatabases(PostgresServer server) {
        this.server = server;
    }

    /** Makes the roles and what is absent of the databases. */
    void make(List<DemoEnvironment> environments) throws IOException {
        try (Connection connection = server.connect(Login.SUPERUSER, server.superuser());
                Statement statement = connection.createStatement()) {
            // no statement with a password gets into the log
            statement.execute("SET log_min_error_statement = panic");
            for (DemoEnvironment environment : environments) {
                ShopDatabase database = environment.database();
                makeRole(statement, database.application(), "");
                makeRole(statement, database.agent(), "CREATEDB");
                statement.execute("GRANT %s TO %s"
                        .formatted(
                                database.application().role(), database.agent().role()));
                if (isAbsent(statement, DATABASE_EXISTS.formatted(database.name()))) {
                    makeDatabase(statement, environment.name(), database);
                }
            }
        } catch (SQLException e) {
            throw new IOException("cannot make the shop's databases: " + e.getMessage(), e);
        }
    }

    private static void makeRole(Statement statement, Login login, String may) throws SQLException, IOException {
        if (isAbsent(statement, ROLE_EXISTS.formatted(login.role()))) {
            statement.execute("CREATE ROLE " + login.role());
        }
        String password = Files.readString(login.passwordFile(), StandardCharsets.US_ASCII)
                .strip()
                .replace("'", "''");
        statement.execute("ALTER ROLE %s LOGIN %s PASSWORD '%s'".formatted(login.role(), may, password));
    }

    /** Filled under another name, so that a database of the right name is whole. */
    private void makeDatabase(Statement statement, String environment, ShopDatabase database)
            throws SQLException, IOException {
        String half = database.name() + "_half";
        statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(half));
        statement.execute("CREATE DATABASE %s OWNER %s"
                .formatted(half, database.application().role()));
        try (Connection fresh = server.connect(half, database.application());
                Statement fill = fresh.createStatement()) {
            fill.execute(resource("schema"));
            fill.execute(resource(environment));
        }
        statement.execute("ALTER DATABASE %s RENAME TO %s".formatted(half, database.name()));
    }

    private static boolean isAbsent(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String resource(String name) throws IOException {
        String path = "/demo/data/" + name + ".sql";
        try (InputStream in = ShopDatabases.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("the class path has no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Makes a few files of an environment's own where there are none yet. */
    static void makeFiles(DemoEnvironment environment) throws IOException {
        Path folder = environment.filestore();
        if (Files.exists(folder)) {
            return;
        }
        Files.createDirectories(folder);
        int count = environment.name().equals("production") ? 24 : 3;
        for (int i = 1; i <= count; i++) {
            Files.writeString(
                    folder.resolve("invoice-%03d.txt".formatted(i)),
                    "Invoice %d of %s\n".formatted(i, environment.name()));
        }
    }
}
