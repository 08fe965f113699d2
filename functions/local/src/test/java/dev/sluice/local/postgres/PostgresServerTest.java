package dev.sluice.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    private Path folder;

    @Test
    void comes_back_with_its_data_after_a_kill_though_its_process_id_is_somebody_elses_now() throws Exception {
        ServerFixture first = ServerFixture.start(folder);
        first.execute("postgres", "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('this')");
        first.kill();
        Process somebody = new ProcessBuilder("sleep", "1000").start();
        try {
            Path file = folder.resolve("postgres/data/postmaster.pid");
            String stale = Files.readString(file);
            Files.writeString(file, stale.replaceFirst("\\d+", Long.toString(somebody.pid())));

            try (ServerFixture second = ServerFixture.start(folder)) {
                assertThat(second.query("postgres", "SELECT what FROM kept")).isEqualTo("this");
            }
        } finally {
            somebody.destroyForcibly();
        }
    }

    @Test
    void is_started_again_when_it_ends() throws Exception {
        try (ServerFixture fixture = ServerFixture.start(folder)) {
            long first = fixture.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            assertThat(awaitAnswer(fixture)).isEqualTo("up");
            assertThat(fixture.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void listens_on_loopback_only_and_wants_the_password() throws Exception {
        try (ServerFixture fixture = ServerFixture.start(folder)) {
            assertThat(fixture.query("postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(fixture.query("postgres", "SHOW unix_socket_directories"))
                    .isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres"))))
                    .isEqualTo("rwx------");
            Path wrong = Files.writeString(folder.resolve("wrong"), "a guess");
            assertThatThrownBy(() -> fixture.server().connect("postgres", new Login(Login.SUPERUSER, wrong)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void says_that_the_kept_password_is_not_the_servers() throws Exception {
        ServerFixture.start(folder).close();
        Path file = folder.resolve("postgres.password");
        assertThat(ServerFixture.login(folder, Login.SUPERUSER).passwordFile()).isEqualTo(file);

        assertThatThrownBy(() -> ServerFixture.startWith(folder, "another"))
                .isInstanceOf(NoPostgres.class)
                .hasMessageContaining("does not take the password in " + file);
    }

    @Test
    void ends_in_good_order_when_the_process_that_started_it_is_killed() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentThatStarts.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = parent.inputReader()) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

            parent.destroyForcibly().waitFor();

            assertThat(server.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
            // a server that was killed leaves it behind
            assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    private static String awaitAnswer(ServerFixture fixture) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return fixture.query("postgres", "SELECT 'up'");
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
        }
    }
}
