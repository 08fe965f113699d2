package dev.sluice.agent.database;

import dev.sluice.agent.config.DatabaseConfig;
import dev.sluice.agent.config.DatabaseLocation;
import dev.sluice.agent.process.BaseEnvironment;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.process.CommandOutcome;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.OutputSink;
import dev.sluice.agent.task.DiskFull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's client programs, on the server of one environment's database. The server must be version 13 or newer. */
public final class Postgres {

    /** A database that is always there; connections to it are in nobody's way. */
    static final String MAINTENANCE = "postgres";

    private static final int MAX_CAPTURED = 4 * 1024 * 1024;
    private static final List<String> PSQL = List.of(
            "psql", "--no-psqlrc", "--no-password", "--tuples-only", "--no-align", "--quiet", "--set=ON_ERROR_STOP=1");

    private final DatabaseConfig config;
    private final Means means;

    /**
     * How to run programs.
     *
     * @param output gets what dumps and restores print
     * @param scratch folder for scripts; exists
     */
    public record Means(CommandRunner runner, OutputSink output, Map<String, String> agentEnvironment, Path scratch) {

        /** The agent's variables may be secrets. */
        @Override
        public String toString() {
            return "Means[" + scratch + "]";
        }
    }

    public Postgres(DatabaseConfig config, Means means) {
        this.config = config;
        this.means = means;
    }

    /** The database that the configuration names. */
    public DatabaseLocation location() {
        return config.location();
    }

    /** One statement; rows are lines, columns are parted by {@code |}. */
    public Reply query(String database, String sql) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(PSQL);
        arguments.add("--command=" + sql);
        return run(arguments, database, false);
    }

    /** A script of psql's, each statement by itself unless it says otherwise. */
    public Reply script(String database, String sql) throws IOException, InterruptedException {
        return file(database, write(sql), false);
    }

    /** A script of psql's in one transaction. */
    public Reply transaction(String database, String sql) throws IOException, InterruptedException {
        return file(database, write(sql), true);
    }

    /** A file of the operator's. */
    public Reply file(String database, Path file, boolean oneTransaction) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(PSQL);
        if (oneTransaction) {
            arguments.add("--single-transaction");
        }
        arguments.add("--file=" + file);
        return run(arguments, database, false);
    }

    /** Copies the configured database into a folder, from one snapshot, while everybody else goes on working. */
    public Reply dump(Path folder) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "pg_dump",
                "--format=directory",
                "--jobs=" + config.jobs(),
                // the dump lives for minutes: level 1 takes half the time of the usual 6 and hardly more room
                "--compress=1",
                "--no-sync",
                "--no-password",
                "--lock-wait-timeout=60s",
                "--file=" + folder);
        return run(arguments, config.location().name(), true);
    }

    /** Fills an empty database from such a folder; everything in it will belong to that role. */
    public Reply restore(Path folder, String database, String owner) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "pg_restore",
                "--jobs=" + config.jobs(),
                "--no-owner",
                "--no-acl",
                "--no-comments",
                "--exit-on-error",
                "--no-password",
                "--role=" + owner,
                "--dbname=" + database,
                folder.toString());
        return run(arguments, database, true);
    }

    private Path write(String sql) throws IOException {
        return Files.writeString(Files.createTempFile(means.scratch(), "script", ".sql"), sql);
    }

    private Reply run(List<String> arguments, String database, boolean show) throws IOException, InterruptedException {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        OutputSink sink = (bytes, length) -> {
            captured.write(bytes, 0, Math.min(length, MAX_CAPTURED - captured.size()));
            if (show) {
                means.output().accept(bytes, length);
            }
        };
        Command command = new Command(
                found(arguments), means.scratch(), environment(database), config.timeout(), Command.Leftovers.END);
        CommandOutcome outcome = means.runner().run(command, sink);
        return reply(command, outcome, captured.toString(StandardCharsets.UTF_8).stripTrailing());
    }

    private List<String> found(List<String> arguments) {
        List<String> whole = new ArrayList<>(arguments);
        config.tools()
                .ifPresent(
                        folder -> whole.set(0, folder.resolve(arguments.get(0)).toString()));
        return whole;
    }

    private Reply reply(Command command, CommandOutcome outcome, String output) {
        if (outcome.succeeded()) {
            return new Reply.Said(output);
        } else if (outcome instanceof CommandOutcome.Interrupted) {
            return new Reply.Interrupted();
        } else if (outcome instanceof CommandOutcome.NotStarted notStarted) {
            return new Reply.Failed(
                    "postgres_tools_not_found",
                    "PostgreSQL's client programs are needed (Debian: postgresql-client): " + notStarted.why());
        } else if (outcome instanceof CommandOutcome.TimedOut timedOut) {
            return new Reply.Failed(
                    "database_timeout",
                    command.program() + " was ended after its "
                            + timedOut.after().toSeconds() + " s (database.timeout_seconds)");
        }
        String code = DiskFull.isNamedIn(output) ? DiskFull.CODE : "database_failed";
        return new Reply.Failed(
                code, command.program() + " for " + config.location().name() + ": " + errorIn(output));
    }

    /** The first line that calls itself an error, for the rest follows from it; else the last. */
    private static String errorIn(String output) {
        return output.lines()
                .filter(line -> line.contains("ERROR: ") || line.contains("FATAL: ") || line.contains("error: "))
                .findFirst()
                .or(() -> output.lines().reduce((earlier, later) -> later))
                .orElse("it gave no reason");
    }

    private Map<String, String> environment(String database) throws IOException {
        Map<String, String> variables = BaseEnvironment.of(means.agentEnvironment());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("PGAPPNAME", "sluice-agent");
        variables.put("PGCLIENTENCODING", "UTF8");
        variables.put("PGCONNECT_TIMEOUT", "10");
        variables.put("PGOPTIONS", "-c client_min_messages=error");
        variables.put("PGPORT", Integer.toString(config.location().port()));
        variables.put("PGDATABASE", database);
        config.location().host().ifPresent(host -> variables.put("PGHOST", host));
        config.location().user().ifPresent(user -> variables.put("PGUSER", user));
        if (config.passwordFile().isPresent()) {
            variables.put(
                    "PGPASSWORD", Files.readString(config.passwordFile().get()).strip());
        }
        return variables;
    }
}
