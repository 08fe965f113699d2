package dev.sluice.agent;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL server for the whole test run, and SQL on it. */
public final class PostgresFixture {

    private static final String SUPERUSER = "postgres";

    private PostgresFixture() {}

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static int port() {
        return Server.INSTANCE.getPort();
    }

    /** As the configuration file has it, for the superuser. */
    public static String url(String database) {
        return "postgresql://" + SUPERUSER + "@127.0.0.1:" + port() + "/" + database;
    }

    /** Makes it anew. */
    public static void create(String database, String... statements) {
        execute(
                SUPERUSER,
                "DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)",
                "CREATE DATABASE \"" + database + "\"");
        execute(database, statements);
    }

    public static void execute(String database, String... statements) {
        try (Connection connection = connect(SUPERUSER, database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    public static List<String> rows(String database, String query) {
        try (Connection connection = connect(SUPERUSER, database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> databases() {
        return rows(SUPERUSER, "SELECT datname FROM pg_database ORDER BY datname");
    }

    public static Connection connect(String user, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, "not asked for");
    }
}
