package dev.sluice.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged agent as a process of its own, kills it, and starts it again. */
class AgentCrashIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String word = "9" + System.nanoTime();
    private final List<Process> lives = new ArrayList<>();
    private GitFixture repository;
    private int port;

    @BeforeEach
    void make() throws IOException {
        repository = GitFixture.in(root.resolve("repository"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process life : lives) {
            life.destroyForcibly().waitFor();
        }
        Processes.with(word).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void killed_in_a_build_it_fails_the_task_ends_the_build_and_keeps_serving() throws Exception {
        configure("build: [sh, -c, 'test -e quick || exec setsid sleep " + word + "']");
        Process first = start();
        String good = deploy(repository.write("quick", "").commit("index.html", "one"), "run-1")
                .get("task_id")
                .asText();
        assertThat(awaitEnd(good).get("status").asText()).isEqualTo("completed");
        Files.delete(repository.folder().resolve("quick"));
        String slow = repository.commit("index.html", "two");
        JsonNode accepted = deploy(slow, "run-2");
        await().atMost(Duration.ofSeconds(10)).until(() -> !Processes.with(word).isEmpty());
        kill(first);
        assertThat(Processes.with(word)).isNotEmpty();

        start();
        assertThat(Processes.with(word)).isEmpty();
        JsonNode task = awaitEnd(accepted.get("task_id").asText());
        assertThat(task.get("status").asText()).isEqualTo("failed");
        assertThat(task.get("error").asText()).isEqualTo("agent_stopped");
        assertThat(task.get("error_message").asText())
                .isEqualTo("the agent stopped during build; staging keeps serving build "
                        + get("/deployments/" + good).get("build").get("id").asText());
        assertThat(root.resolve("site/current/index.html")).hasContent("one");
        assertThat(get("/environments/staging").get("status").asText()).isEqualTo("running");
        assertThat(deploy(slow, "run-2")).isEqualTo(accepted);
        await().until(() -> root.resolve("data/staging").toFile().list().length == 0);
    }

    @Test
    void killed_after_the_switch_it_goes_back_to_the_old_build() throws Exception {
        configure("activate: [sh, -c, 'cat current/index.html >> " + root + "/log; test -e current/quick || exec sleep "
                + word + "']");
        Process first = start();
        String good = deploy(repository.write("quick", "").commit("index.html", "one "), "a")
                .get("task_id")
                .asText();
        assertThat(awaitEnd(good).get("status").asText()).isEqualTo("completed");
        Files.delete(repository.folder().resolve("quick"));
        String id = deploy(repository.commit("index.html", "two "), "b")
                .get("task_id")
                .asText();
        await().atMost(Duration.ofSeconds(10)).until(() -> !Processes.with(word).isEmpty());
        assertThat(root.resolve("site/current/index.html")).hasContent("two ");
        kill(first);

        start();
        JsonNode task = awaitEnd(id);
        assertThat(task.get("error_message").asText())
                .startsWith("the agent stopped during activate; staging was switched back to build ");
        assertThat(root.resolve("site/current/index.html")).hasContent("one ");
        assertThat(root.resolve("log")).hasContent("one two one ");
        assertThat(Processes.with(word)).isEmpty();
    }

    @Test
    void ends_in_good_order_on_a_signal_and_when_its_parent_is_gone() throws Exception {
        configure("build: [sleep, '" + word + "']");
        Process first = start();
        String id = deploy(repository.commit("a", "a"), "a").get("task_id").asText();
        await().atMost(Duration.ofSeconds(10)).until(() -> !Processes.with(word).isEmpty());
        first.destroy();
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.with(word)).isEmpty();

        Process second = start("-Dsluice.agent.exit-on-stdin-eof=true");
        assertThat(awaitEnd(id).get("error_message").asText()).startsWith("the agent stopped during build");
        second.getOutputStream().close();
        assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void says_what_is_wrong_with_its_configuration_and_does_not_start() throws Exception {
        configure("kindness: 1");
        Process agent = launch(List.of());
        String output = new String(agent.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(agent.waitFor()).isEqualTo(2);
        assertThat(output)
                .contains("environments.staging.kindness: is not a known field")
                .doesNotContain("\tat ");
    }

    @Test
    void leaves_the_data_of_another_agent_alone() throws Exception {
        configure();
        start();
        int taken = port;
        port = 0;
        Process second = launch(List.of());
        String output = new String(second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isNotZero();
        assertThat(output).contains("another agent uses the data folder");
        port = taken;
        assertThat(get("/environments/staging").get("status").asText()).isEqualTo("stopped");
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(root.resolve("agent.yaml"), AgentFixture.yaml(root, repository.folder(), lines));
    }

    private Process start(String... options) throws IOException {
        Process process = launch(List.of(options));
        Thread drain = new Thread(() -> process.inputReader().lines().forEach(line -> {}));
        drain.setDaemon(true);
        drain.start();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                                        .build())
                                .statusCode()
                        == 200);
        return process;
    }

    private Process launch(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + port,
                "-Dsluice.agent.config=" + root.resolve("agent.yaml")));
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("sluice.agent.jar")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        lives.add(process);
        return process;
    }

    /** SIGKILL: no shutdown hook runs. */
    private static void kill(Process agent) throws InterruptedException {
        agent.destroyForcibly().waitFor();
    }

    private JsonNode deploy(String commit, String key) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/environments/staging/deploy")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{\"commit\":\"" + commit + "\"}"))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    private JsonNode awaitEnd(String task) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get("/deployments/" + task), view -> view.get("finished_at")
                        .isTextual());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).build()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/public/v1" + path))
                .header("Authorization", "Bearer " + AgentFixture.KEY);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
