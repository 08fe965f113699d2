package dev.sluice.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.demo.SluiceApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Pushes with git to the demo repository, one after the other, and what came of each. */
final class Pushes {

    /** One push: from the moment before {@code git push}, to the action's start and to the commit being served. */
    record Timed(String run, Duration toStart, Duration toServed) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> OPEN = Set.of("queued", "waiting", "pending_approval", "running");

    private final LocalRun local;
    private final Path clone;
    private final SluiceApi api;
    private final HttpClient client = HttpClient.newHttpClient();

    Pushes(LocalRun local, Path folder) throws IOException, InterruptedException {
        this.local = local;
        this.api = local.api();
        this.clone = folder.resolve("shop-" + System.nanoTime());
        git(folder, "clone", "-q", local.demo().path("repository").asText(), clone.toString());
        git(clone, "config", "user.name", "Benchmark");
        git(clone, "config", "user.email", "developer@example.com");
    }

    /** The demo's rule without its cooldown, so that each push is deployed. */
    void liftCooldown() throws IOException, InterruptedException {
        JsonNode rule = api.get("/projects/demo/rules").path("items").get(0);
        ObjectNode wanted = rule.deepCopy();
        wanted.retain(
                "name",
                "enabled",
                "repository",
                "trigger",
                "conditions",
                "cooldown",
                "approval",
                "action",
                "circuit_breaker");
        wanted.putObject("cooldown").put("minutes", 0).put("mode", "skip");
        api.send("PUT", "/projects/demo/rules/" + rule.path("id").asText(), wanted);
    }

    List<Timed> push(int count) throws IOException, InterruptedException {
        var timed = new ArrayList<Timed>();
        for (int i = 0; i < count; i++) {
            timed.add(pushOnce());
        }
        return timed;
    }

    private Timed pushOnce() throws IOException, InterruptedException {
        String commit = commit();
        Instant begin = Instant.now();
        git(clone, "push", "-q", "origin", "main");
        awaitServed(commit);
        Instant served = Instant.now();
        JsonNode run = awaitEnd(commit);
        return new Timed(
                run.path("id").asText(),
                Duration.between(begin, Instant.parse(run.path("started_at").asText())),
                Duration.between(begin, served));
    }

    /** Pushes to a branch that no rule takes, and waits until the deliveries are there. */
    void pushAside(int count) throws IOException, InterruptedException {
        int before = deliveries();
        for (int i = 0; i < count; i++) {
            commit();
            git(clone, "push", "-q", "--force", "origin", "HEAD:refs/heads/aside");
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (deliveries() < before + count) {
            late(end, "the deliveries of pushes that fire nothing");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private int deliveries() throws IOException, InterruptedException {
        return api.get("/projects/demo/deliveries?limit=100").path("items").size();
    }

    private String commit() throws IOException, InterruptedException {
        Files.writeString(clone.resolve("note.txt"), Long.toString(System.nanoTime()));
        git(clone, "add", "--all");
        git(clone, "commit", "-q", "-m", "Note");
        return git(clone, "rev-parse", "HEAD").strip();
    }

    private void awaitServed(String commit) throws IOException, InterruptedException {
        URI site = URI.create(local.demo().path("environments").path("staging").asText());
        HttpRequest request = HttpRequest.newBuilder(site).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!client.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("x-commit")
                .equals(Optional.of(commit))) {
            late(end, "staging to serve " + commit);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private JsonNode awaitEnd(String commit) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (JsonNode run : api.get("/projects/demo/runs?limit=5").path("items")) {
                boolean mine = run.path("trigger").path("commit").asText().equals(commit);
                if (mine && !OPEN.contains(run.path("status").asText())) {
                    return run;
                }
            }
            late(end, "the end of the run for " + commit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void late(long end, String what) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException("waited in vain for " + what);
        }
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git " + arguments[0] + " failed: " + said);
        }
        return said;
    }
}
