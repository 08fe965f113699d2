package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.PRODUCTION;
import static dev.sluice.agent.AgentFixture.STAGING;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.PostgresFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A clone of a database of about a gigabyte, next to what PostgreSQL's programs need for the same copy by themselves, in one run and
 * in turns. Not a test; run its main class on a machine that does nothing else, with the number of megabytes if it is to be another.
 * The server is the tests' own, which does not wait for the disk.
 */
final class CloneBenchmark {

    private static final int TABLES = 8;
    private static final int ROUNDS = 3;
    private static final int FILES = 2000;
    private static final int FILE_SIZE = 100 << 10;
    private static final String SERVER = "--host=127.0.0.1 --username=postgres --port=";

    private CloneBenchmark() {}

    public static void main(String[] args) throws Exception {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 1024;
        Path root = Files.createTempDirectory("clone-benchmark");
        fill(megabytes);
        makeFiles(root.resolve("live-files"));
        say(
                "the source's size",
                PostgresFixture.rows("live", "SELECT pg_size_pretty(pg_database_size('live'))")
                        .get(0));
        try (AgentFixture agent = agent(root)) {
            for (int round = 1; round <= ROUNDS; round++) {
                double file = seconds(
                        "pg_dump -Fc, then pg_restore",
                        plain(root, "pg_dump -Fc %1$s -f dump live && pg_restore %1$s -d copy dump"));
                double pipe = seconds(
                        "pg_dump -Fc | pg_restore", plain(root, "pg_dump -Fc %1$s live | pg_restore %1$s -d copy"));
                double text =
                        seconds("pg_dump | psql", plain(root, "pg_dump %1$s live | psql -q -o /dev/null %1$s -d copy"));
                double without = seconds("clone without the files", clone(agent, false));
                double with = seconds("clone with the files", clone(agent, true));
                System.out.printf(
                        "round %d: the clone takes %.2f of the file's time, %.2f of the pipe's, %.2f of the text's; the files %.1f s%n",
                        round, without / file, without / pipe, without / text, with - without);
            }
        }
    }

    /** Tables like a shop's: numbers, text that compresses to about a half, a key, and an index. */
    private static void fill(int megabytes) {
        PostgresFixture.create("live");
        PostgresFixture.create("staging");
        // a row takes about 180 bytes with its part of the indexes
        int rows = megabytes * 5700 / TABLES;
        for (int table = 0; table < TABLES; table++) {
            PostgresFixture.execute(
                    "live",
                    "CREATE TABLE t" + table + " (id int PRIMARY KEY, customer int, what text, note text)",
                    "INSERT INTO t" + table + " SELECT n, n % 5000, md5(n::text),"
                            + " 'order ' || n || ' was sent to ' || md5((n * 7)::text) || ' on day ' || n % 365"
                            + " FROM generate_series(1, " + rows + ") n",
                    "CREATE INDEX ON t" + table + " (customer)");
        }
        PostgresFixture.execute("live", "VACUUM ANALYZE", "CHECKPOINT");
    }

    private static void makeFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        var random = new Random(1);
        byte[] content = new byte[FILE_SIZE];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(content);
            Files.write(folder.resolve("file-" + i), content);
        }
    }

    private static AgentFixture agent(Path root) throws IOException {
        Path sql = Files.writeString(root.resolve("neutral.sql"), "UPDATE t0 SET note = NULL WHERE id = 1;");
        return AgentFixture.withProduction(
                root,
                List.of(
                        "database: {url: \"" + PostgresFixture.url("staging") + "\"}",
                        "filestore: " + root.resolve("staging-files"),
                        "neutralize: {profile: sql, file: " + sql + "}"),
                List.of(
                        "database: {url: \"" + PostgresFixture.url("live") + "\"}",
                        "filestore: " + root.resolve("live-files")));
    }

    @FunctionalInterface
    private interface Work {
        String run() throws IOException, InterruptedException;
    }

    private static Work plain(Path root, String commands) {
        return () -> {
            PostgresFixture.create("copy");
            Process process = new ProcessBuilder(
                            "bash", "-ec", "set -o pipefail; " + commands.formatted(SERVER + PostgresFixture.port()))
                    .directory(root.toFile())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + commands);
            }
            return "";
        };
    }

    private static Work clone(AgentFixture agent, boolean files) {
        return () -> {
            TaskId id = agent.begin(STAGING, new Action.Clone(PRODUCTION, true, files));
            Task task = agent.board().find(id).orElseThrow();
            while (!task.isFinal()) {
                TimeUnit.MILLISECONDS.sleep(20);
                task = agent.board().find(id).orElseThrow();
            }
            if (task.progress().outcome().error().isPresent()) {
                throw new IOException(task.progress().outcome().error().get().toString());
            }
            return task.progress().steps().stream()
                    .filter(step ->
                            step.startedAt().isPresent() && step.finishedAt().isPresent())
                    .map(step -> step.name().text() + " "
                            + Duration.between(
                                            step.startedAt().get(),
                                            step.finishedAt().get())
                                    .toMillis() + " ms")
                    .collect(Collectors.joining(", "));
        };
    }

    private static double seconds(String what, Work work) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String more = work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say(what, "%.1f s (load %.1f) %s".formatted(seconds, load, more));
        return seconds;
    }

    private static void say(String what, String value) {
        System.out.printf("%-32s %s%n", what, value);
    }
}
