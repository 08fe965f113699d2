package dev.sluice.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pushes with git, through the real hook, to a server that stands for Sluice. */
class GitHostTest {

    private static final String SECRET = "it's a secret";

    @TempDir
    private Path folder;

    private final BlockingQueue<Request> deliveries = new LinkedBlockingQueue<>();
    private final AtomicReference<GitHost> host = new AtomicReference<>();
    private LocalServer server;
    private DemoRepository repository;
    private Git clone;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.start(0, "sluice", 1 << 20, this::answer);
        repository = DemoRepository.open(folder.resolve("demo"));
        host.set(new GitHost(repository, server.url(), "local-secret", Clock.systemUTC()));
        host.get().deliverTo(new Webhook(server.url().resolve("/hooks/demo/github"), SECRET));
        repository.pointHook(server.url().resolve("/demo/pushes"), "local-secret");
        new Git(folder).run("clone", "--quiet", repository.path().toString(), "shop");
        clone = new Git(folder.resolve("shop"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Reply answer(Request request) throws IOException, InterruptedException {
        if (request.rawPath().startsWith("/demo/")) {
            return host.get().handle(request);
        }
        deliveries.add(request);
        return Reply.json(202, Json.object());
    }

    @Test
    void sends_a_push_as_github_does() throws Exception {
        String before = repository.head();
        commit("Add prices", "prices.txt");
        commit("Change the page\n\nwith a body", "index.html");

        assertThat(clone.run("push", "origin", "main"))
                .contains("remote: Sluice: delivery")
                .contains("accepted (202)");

        Request request = delivery();
        JsonNode push = Json.parse(request.body());
        assertThat(request.header("x-github-event")).contains("push");
        assertThat(request.header("x-github-delivery").orElseThrow()).hasSize(36);
        assertThat(request.header("user-agent").orElseThrow()).startsWith("GitHub-Hookshot/");
        assertThat(request.header("x-hub-signature-256")).contains("sha256=" + hmac(request.body()));
        assertThat(push.path("ref").asText()).isEqualTo("refs/heads/main");
        assertThat(push.path("before").asText()).isEqualTo(before);
        assertThat(push.path("after").asText()).isEqualTo(repository.head());
        assertThat(push.path("created").asBoolean()).isFalse();
        assertThat(push.path("forced").asBoolean()).isFalse();
        assertThat(push.path("repository").path("full_name").asText()).isEqualTo("demo/shop");
        assertThat(push.path("repository").path("default_branch").asText()).isEqualTo("main");
        assertThat(push.path("sender").path("login").asText()).isEqualTo("developer");
        assertThat(push.path("commits")).hasSize(2);
        assertThat(push.path("commits").get(0).path("added").get(0).asText()).isEqualTo("prices.txt");
        assertThat(push.path("commits").get(1).path("modified").get(0).asText()).isEqualTo("index.html");
        assertThat(push.path("head_commit").path("message").asText()).isEqualTo("Change the page\n\nwith a body");
        assertThat(push.path("head_commit").path("id").asText()).isEqualTo(repository.head());
    }

    @Test
    void says_that_a_rewind_was_forced() throws Exception {
        commit("One", "one.txt");
        clone.run("push", "origin", "main");
        delivery();
        clone.run("reset", "--quiet", "--hard", "HEAD^");

        clone.run("push", "--force", "origin", "main");

        JsonNode push = Json.parse(delivery().body());
        assertThat(push.path("forced").asBoolean()).isTrue();
        assertThat(push.path("commits")).isEmpty();
        assertThat(push.path("head_commit").path("id").asText()).isEqualTo(repository.head());
    }

    @Test
    void lists_only_what_is_new_on_a_new_branch() throws Exception {
        clone.run("checkout", "--quiet", "-b", "feature/a");
        commit("Feature", "feature.txt");

        clone.run("push", "origin", "feature/a");

        JsonNode push = Json.parse(delivery().body());
        assertThat(push.path("ref").asText()).isEqualTo("refs/heads/feature/a");
        assertThat(push.path("created").asBoolean()).isTrue();
        assertThat(push.path("before").asText()).isEqualTo("0".repeat(40));
        assertThat(push.path("commits")).hasSize(1);
    }

    @Test
    void tells_an_annotated_tag_from_its_commit() throws Exception {
        clone.run("-c", "user.name=D", "-c", "user.email=d@example.com", "tag", "-a", "v1.0.0", "-m", "One");

        clone.run("push", "origin", "v1.0.0");

        JsonNode push = Json.parse(delivery().body());
        assertThat(push.path("ref").asText()).isEqualTo("refs/tags/v1.0.0");
        assertThat(push.path("base_ref").asText()).isEqualTo("refs/heads/main");
        assertThat(push.path("head_commit").path("id").asText()).isEqualTo(repository.head());
        assertThat(push.path("after").asText())
                .isEqualTo(clone.run("rev-parse", "v1.0.0").strip())
                .isNotEqualTo(repository.head());
    }

    @Test
    void tells_a_deletion() throws Exception {
        clone.run("push", "origin", "main:gone");
        delivery();

        clone.run("push", "origin", ":gone");

        JsonNode push = Json.parse(delivery().body());
        assertThat(push.path("deleted").asBoolean()).isTrue();
        assertThat(push.path("after").asText()).isEqualTo("0".repeat(40));
        assertThat(push.path("head_commit").isNull()).isTrue();
    }

    @Test
    void names_the_paths_that_a_merge_brings() throws Exception {
        clone.run("checkout", "--quiet", "-b", "side");
        commit("Side", "täglich offen.txt");
        clone.run("checkout", "--quiet", "main");
        clone.run("-c", "user.name=D", "-c", "user.email=d@example.com", "merge", "--quiet", "--no-ff", "side");

        clone.run("push", "origin", "main");

        JsonNode merge = Json.parse(delivery().body()).path("head_commit");
        assertThat(merge.path("added").get(0).asText()).isEqualTo("täglich offen.txt");
    }

    @Test
    void does_not_fail_a_push_while_sluice_is_down() throws Exception {
        server.close();
        commit("Alone", "alone.txt");

        assertThat(clone.run("push", "origin", "main")).contains("Sluice: not running, so no webhook was sent");
        assertThat(repository.head()).isEqualTo(clone.run("rev-parse", "HEAD").strip());
    }

    @Test
    void keeps_the_hooks_secret_for_its_owner_alone() throws Exception {
        Path hook = repository.path().resolve("hooks").resolve("post-receive");
        Path config = repository.path().resolveSibling("curl.conf");

        assertThat(Files.readString(hook)).doesNotContain("local-secret");
        assertThat(Files.readString(config)).contains("local-secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
    }

    @Test
    void takes_pushes_from_its_own_hook_only() throws Exception {
        var request = new Request(
                "POST",
                "/demo/pushes",
                "",
                java.util.Map.of("authorization", List.of("Bearer wrong")),
                "".getBytes(StandardCharsets.UTF_8));

        assertThat(host.get().handle(request).status()).isEqualTo(401);
    }

    private void commit(String message, String file) throws IOException {
        Files.writeString(folder.resolve("shop").resolve(file), message);
        clone.run("add", "--all");
        clone.run("-c", "user.name=D", "-c", "user.email=d@example.com", "commit", "--quiet", "-m", message);
    }

    private Request delivery() throws InterruptedException {
        Request request = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(request).as("a delivery").isNotNull();
        return request;
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
