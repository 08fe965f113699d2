package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when the machine cannot start. */
class MachineStartTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(folder.resolve("infra/target/cdk.out"));
        Files.createDirectories(folder.resolve("functions/local/target/ric"));
        Files.createDirectories(folder.resolve("functions/agent/target/quarkus-app"));
        Files.createFile(folder.resolve("functions/agent/target/quarkus-app/quarkus-run.jar"));
    }

    @Test
    void says_what_is_not_built_and_how_to_build_it() throws Exception {
        Files.delete(folder.resolve("functions/agent/target/quarkus-app/quarkus-run.jar"));

        assertCannotStart(0, "the deploy agent is not built", "mvn -DskipTests package");
    }

    @Test
    void says_that_another_runs_on_the_same_folder() throws Exception {
        try (DataFolder other = DataFolder.take(folder.resolve("data"))) {
            assertThat(other.path("lock")).exists();

            assertCannotStart(0, "runs on " + folder.resolve("data"));
        }
        DataFolder.take(folder.resolve("data")).close();
    }

    @Test
    void says_that_the_port_is_taken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertCannotStart(taken.getLocalPort(), "port " + taken.getLocalPort() + " is taken", "-Dsluice.port");
        }
    }

    @Test
    void keeps_secrets_for_their_owner_alone_and_the_same_over_restarts() throws Exception {
        String secret;
        try (DataFolder data = DataFolder.take(folder.resolve("data"))) {
            secret = data.secret("key");
        }
        try (DataFolder data = DataFolder.take(folder.resolve("data"))) {
            Path file = data.path("secrets").resolve("key");
            data.makeSecrets(List.of(file));

            assertThat(data.secret("key")).isEqualTo(secret).hasSize(44);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                    .isEqualTo("rwx------");
        }
    }

    private void assertCannotStart(int port, String... words) {
        var config = new LocalConfig(folder, folder.resolve("data"), port, false, false);
        assertThatThrownBy(() -> Machine.start(config, Clock.systemUTC()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(words);
    }
}
