package dev.sluice.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.demo.Webhook;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signed pushes sent as fast as the front takes them, every tenth of them twice. The rule that takes them cools down, so
 * that the first becomes a deployment and each of the others a recorded skip: one run for each push, whatever it is.
 */
final class Burst {

    private static final String PROJECT = "burst";
    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalRun local;
    private final SluiceApi api;

    Burst(LocalRun local) {
        this.local = local;
        this.api = local.api();
    }

    /** Sends and counts; the answer is a sentence with the figures. */
    String run(int pushes) throws IOException, InterruptedException {
        String secret = prepare();
        long begin = System.nanoTime();
        Map<Integer, Integer> statuses = send(pushes, secret);
        double sent = seconds(begin);
        Map<String, Integer> runs = awaitRuns(pushes);
        long twice = runs.values().stream().filter(count -> count > 1).count();
        return "%d sent (every tenth twice) in %.1f s, answers %s; after %.1f s %d runs, %d commits with more than one, %d lost"
                .formatted(
                        statuses.values().stream().mapToInt(Integer::intValue).sum(),
                        sent,
                        statuses,
                        seconds(begin),
                        runs.values().stream().mapToInt(Integer::intValue).sum(),
                        twice,
                        pushes - runs.size());
    }

    private String prepare() throws IOException, InterruptedException {
        ObjectNode project = Json.object().put("id", PROJECT);
        project.putArray("repositories").add("bench/burst");
        api.send("POST", "/projects", project);
        ObjectNode environment = Json.object().put("id", "development").put("kind", "development");
        environment
                .putObject("platform")
                .put("type", "agent")
                .put("url", "http://127.0.0.1:" + local.port("agent"))
                .put("environment_id", "none")
                .put("key", "nobody-needs-this-key");
        api.send("POST", "/projects/" + PROJECT + "/environments", environment);
        ObjectNode rule = Json.object().put("name", "Burst");
        rule.putObject("trigger")
                .put("type", "push")
                .putArray("branch_patterns")
                .add("b*");
        rule.putObject("cooldown").put("minutes", 60).put("mode", "skip");
        rule.putObject("action").put("type", "deploy").put("target_environment", "development");
        api.send("POST", "/projects/" + PROJECT + "/rules", rule);
        return api.post("/projects/" + PROJECT + "/hooks/github/rotate")
                .path("secret")
                .asText();
    }

    private Map<Integer, Integer> send(int pushes, String secret) throws InterruptedException {
        var webhook = new Webhook(local.url().resolve("/hooks/" + PROJECT + "/github"), secret);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var room = new Semaphore(AT_ONCE);
        var statuses = new HashMap<Integer, AtomicInteger>();
        var answers = new ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < pushes; i++) {
            byte[] body = Json.bytes(push(i));
            String delivery = UUID.randomUUID().toString();
            for (int time = 0; time < (i % 10 == 0 ? 2 : 1); time++) {
                room.acquire();
                answers.add(client.sendAsync(
                                webhook.request("push", body, delivery), HttpResponse.BodyHandlers.discarding())
                        .handle((answer, error) -> {
                            room.release();
                            synchronized (statuses) {
                                int status = error == null ? answer.statusCode() : -1;
                                return statuses.computeIfAbsent(status, it -> new AtomicInteger())
                                        .incrementAndGet();
                            }
                        }));
            }
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();
        var counted = new HashMap<Integer, Integer>();
        statuses.forEach((status, count) -> counted.put(status, count.get()));
        return counted;
    }

    private static JsonNode push(int number) {
        String commit = sha1("commit " + number);
        ObjectNode push = Json.object()
                .put("ref", "refs/heads/b" + number)
                .put("before", "0".repeat(40))
                .put("after", commit)
                .put("created", true)
                .put("deleted", false)
                .put("forced", false)
                .putNull("base_ref")
                .put("compare", "https://git.example/bench/burst/compare/b" + number);
        ObjectNode repository = push.putObject("repository")
                .put("id", 1)
                .put("name", "burst")
                .put("full_name", "bench/burst")
                .put("html_url", "https://git.example/bench/burst")
                .put("clone_url", "https://git.example/bench/burst.git")
                .put("default_branch", "main");
        repository.putObject("owner").put("login", "bench");
        push.putObject("pusher").put("name", "bench").put("email", "bench@example.com");
        push.putObject("sender").put("login", "bench").put("id", 1);
        ObjectNode head = Json.object()
                .put("id", commit)
                .put("tree_id", sha1("tree"))
                .put("distinct", true)
                .put("message", "Push number " + number)
                .put("timestamp", "2026-01-01T00:00:00Z")
                .put("url", "https://git.example/bench/burst/commit/" + commit);
        head.putObject("author").put("name", "Bench").put("email", "bench@example.com");
        head.putObject("committer").put("name", "Bench").put("email", "bench@example.com");
        head.putArray("added").add("file-" + number + ".txt");
        head.putArray("removed");
        head.putArray("modified");
        push.putArray("commits").add(head);
        push.set("head_commit", head);
        return push;
    }

    /** Runs by commit, once there are enough of them or nothing has come for a minute. */
    private Map<String, Integer> awaitRuns(int wanted) throws IOException, InterruptedException {
        Map<String, Integer> runs = runs();
        long lastNews = System.nanoTime();
        while (runs.size() < wanted && System.nanoTime() - lastNews < PATIENCE.toNanos()) {
            TimeUnit.SECONDS.sleep(1);
            Map<String, Integer> now = runs();
            lastNews = now.size() > runs.size() ? System.nanoTime() : lastNews;
            runs = now;
        }
        return runs;
    }

    private Map<String, Integer> runs() throws IOException, InterruptedException {
        var byCommit = new HashMap<String, Integer>();
        String cursor = "";
        List<JsonNode> pages = new ArrayList<>();
        do {
            JsonNode page = api.get("/projects/" + PROJECT + "/runs?limit=100" + cursor);
            pages.add(page);
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor="
                            + java.net.URLEncoder.encode(
                                    page.path("next_cursor").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!cursor.isEmpty());
        pages.forEach(page -> page.path("items")
                .forEach(
                        run -> byCommit.merge(run.path("trigger").path("commit").asText(), 1, Integer::sum)));
        return byCommit;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
