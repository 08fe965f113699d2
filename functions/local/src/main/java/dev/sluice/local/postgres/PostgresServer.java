package dev.sluice.local.postgres;

import dev.sluice.local.io.PrivateFiles;
import dev.sluice.local.process.Children;
import dev.sluice.local.process.LogFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server as a process of its own, on loopback, with passwords, and with its data under local's folder. It
 * is started again when it ends, and it ends when local ends, however that ends: then by itself and in good order.
 */
public final class PostgresServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PostgresServer.class.getName());
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WRONG_PASSWORD = "28P01";
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /**
     * Becomes the server, after it has left a watcher behind: that one asks the server for a fast shutdown when standard input
     * ends, which is when local is gone. It looks whether the server is still its parent, for by then its process id may be
     * somebody else's.
     */
    private static final String GUARDED =
            """
            exec 3<&0
            (
                cat <&3 >/dev/null
                read -r _ _ _ parent _ </proc/self/stat
                [ "$parent" != $$ ] || kill -INT $$
            ) &
            exec "$@" </dev/null 3<&-
            """;

    /** Small: a demo has a handful of connections and a few megabytes of data. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=16MB",
            "max_connections=40",
            "max_wal_size=128MB",
            "max_worker_processes=2",
            "max_parallel_workers=0",
            "autovacuum_max_workers=1",
            "jit=off",
            "password_encryption=scram-sha-256");

    /**
     * Where and as whom.
     *
     * @param folder programs and data
     */
    public record Settings(Path folder, int port, Login superuser, Path log) {

        /** Whether an earlier life has left data, in which something may be half done. */
        public boolean hasData() {
            return Files.exists(data());
        }

        Path data() {
            return folder.resolve("data");
        }
    }

    private final Settings settings;
    private final Programs programs;
    private final Children children;
    private final ScheduledExecutorService timer;
    private volatile Process process;
    private volatile boolean closed;

    private PostgresServer(Settings settings, Programs programs, Children children, ScheduledExecutorService timer) {
        this.settings = settings;
        this.programs = programs;
        this.children = children;
        this.timer = timer;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @throws NoPostgres where this machine cannot run it
     */
    public static PostgresServer start(Settings settings, Children children, ScheduledExecutorService timer)
            throws IOException {
        PrivateFiles.folder(settings.folder());
        Programs programs = Programs.unpack(settings.folder().resolve("15.17"));
        var server = new PostgresServer(settings, programs, children, timer);
        if (!settings.hasData()) {
            server.makeData();
        }
        server.run();
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Whom it obeys. */
    public Login superuser() {
        return settings.superuser();
    }

    /** A connection to a database as its owner or whoever the login is. */
    public Connection connect(String database, Login login) throws IOException, SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.role());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "sluice-local");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "20");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database, properties);
    }

    /** Lets it write everything down and end. */
    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                children.kill(process);
            }
        } catch (IOException e) {
            children.kill(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Made beside its place and then moved there, so that what is there is whole. */
    private void makeData() throws IOException {
        Path half = settings.folder().resolve("data.half");
        Programs.delete(half);
        List<String> command = programs.command(
                "initdb",
                List.of(
                        "--pgdata=" + half,
                        "--username=" + settings.superuser().role(),
                        "--pwfile=" + settings.superuser().passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions"));
        Path said = settings.folder().resolve("initdb.log");
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!initdb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                throw new NoPostgres("PostgreSQL's initdb failed; it said why in " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            initdb.destroyForcibly();
        }
        Files.move(half, settings.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void run() throws IOException {
        if (closed) {
            return;
        }
        // An earlier life's server is gone: local's folder is ours alone, and Children has ended what was left.
        // Its file would stop this one where its process id is somebody else's now; the server's lock is another.
        Files.deleteIfExists(settings.data().resolve("postmaster.pid"));
        var arguments =
                new ArrayList<>(List.of("-D", settings.data().toString(), "-p", Integer.toString(settings.port())));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        var command = new ArrayList<>(List.of("sh", "-c", GUARDED, "postgres"));
        command.addAll(programs.command("postgres", arguments));
        var builder = new ProcessBuilder(command)
                .directory(settings.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        process = children.start("postgres", builder);
        new LogFile(settings.log()).follow(process.getInputStream(), "postgres");
        var ignored = process.onExit().thenAccept(this::ended);
    }

    private void ended(Process gone) {
        if (!closed) {
            LOG.log(Level.WARNING, "PostgreSQL ended with status " + gone.exitValue() + "; starting it again");
            var ignored = timer.schedule(this::runAgain, 1, TimeUnit.SECONDS);
        }
    }

    private void runAgain() {
        try {
            run();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot start PostgreSQL", e);
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = connect(Login.SUPERUSER, settings.superuser())) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (WRONG_PASSWORD.equals(notYet.getSQLState())) {
                    throw new NoPostgres(
                            "PostgreSQL does not take the password in "
                                    + settings.superuser().passwordFile(),
                            notYet);
                }
                if (System.nanoTime() > end) {
                    throw new NoPostgres("PostgreSQL does not answer; its log is " + settings.log(), notYet);
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
