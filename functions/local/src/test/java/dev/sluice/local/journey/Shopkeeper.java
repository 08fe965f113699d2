package dev.sluice.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.bench.LocalRun;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Somebody who works on the demo's shop: commits, pushes with git, and looks at the site and the API. */
public final class Shopkeeper {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path clone;
    private LocalRun local;

    public Shopkeeper(LocalRun local, Path folder) throws IOException, InterruptedException {
        this.local = local;
        this.clone = folder.resolve("shop");
        git(folder, "clone", "-q", local.demo().path("repository").asText(), clone.toString());
        git(clone, "config", "user.name", "Developer");
        git(clone, "config", "user.email", "developer@example.com");
    }

    /** Goes on with another life of local on the same data. */
    void moveTo(LocalRun next) {
        local = next;
    }

    LocalRun local() {
        return local;
    }

    public SluiceApi api() {
        return local.api();
    }

    /** Commits a line to the shop's page, and returns the commit. */
    public String commit(String line) throws IOException, InterruptedException {
        Files.writeString(clone.resolve("index.html"), "<p>" + line + "</p>\n", StandardOpenOption.APPEND);
        git(clone, "commit", "-qam", line);
        return git(clone, "rev-parse", "HEAD").strip();
    }

    /** What git says to the person who pushes. */
    public String push() throws IOException, InterruptedException {
        return git(clone, "push", "origin", "main");
    }

    /** Pushes a new branch with a commit of its own, comes back to main, and returns the commit. */
    public String pushBranch(String branch) throws IOException, InterruptedException {
        return pushBranch(branch, Files.readString(clone.resolve("build.sh")));
    }

    /** The same with another build script. */
    public String pushBranch(String branch, String build) throws IOException, InterruptedException {
        git(clone, "checkout", "-q", "-b", branch);
        Files.writeString(clone.resolve("build.sh"), build + "\n");
        git(clone, "commit", "-qam", "Work on " + branch);
        git(clone, "push", "origin", branch);
        String commit = git(clone, "rev-parse", "HEAD").strip();
        git(clone, "checkout", "-q", "main");
        return commit;
    }

    /** Tags the last commit, and pushes the tag. */
    public void release(String tag) throws IOException, InterruptedException {
        git(clone, "tag", tag);
        git(clone, "push", "--tags", "origin");
    }

    public String staging() {
        return page("staging");
    }

    /** What an environment serves. */
    public String page(String environment) {
        URI site =
                URI.create(local.demo().path("environments").path(environment).asText());
        return call(() -> http.send(HttpRequest.newBuilder(site).build(), HttpResponse.BodyHandlers.ofString()))
                .body();
    }

    HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(local.url().resolve(path)).build();
        return call(() -> http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** Waits until local has caught a mail like this. */
    public JsonNode awaitMail(String what, Predicate<JsonNode> wanted) {
        HttpRequest list = HttpRequest.newBuilder(local.url().resolve("/mail"))
                .header("Accept", "application/json")
                .build();
        return await(what, () -> {
            byte[] answer =
                    http.send(list, HttpResponse.BodyHandlers.ofByteArray()).body();
            return StreamSupport.stream(Json.parse(answer).path("items").spliterator(), false)
                    .filter(wanted)
                    .findFirst();
        });
    }

    /** All runs of this commit, by the API. */
    public List<JsonNode> runs(String commit) {
        List<JsonNode> found = new ArrayList<>();
        call(() -> api().get("/projects/demo/runs?limit=100")).path("items").forEach(run -> {
            if (run.path("trigger").path("commit").asText().equals(commit)) {
                found.add(run);
            }
        });
        return found;
    }

    /** Waits until the one run of this commit is as wanted. */
    public JsonNode awaitRun(String commit, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> runs = runs(commit);
            assertThat(runs).as("runs of %s", commit).hasSizeLessThanOrEqualTo(1);
            if (!runs.isEmpty() && wanted.test(runs.get(0))) {
                return runs.get(0);
            }
            assertThat(System.nanoTime()).as("in time; the run is %s", runs).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    public JsonNode awaitStatus(String commit, String status) {
        return awaitRun(commit, run -> run.path("status").asText().equals(status));
    }

    /** Waits until a run that is to come has ended. */
    JsonNode awaitEnd(String run) {
        return await("the end of run " + run, () -> api().find("/projects/demo/runs/" + run)
                .filter(seen -> seen.hasNonNull("finished_at")));
    }

    /** Looks until there is something. */
    public static JsonNode await(String what, Callable<Optional<JsonNode>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<JsonNode> seen = call(look);
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        throw new AssertionError("In time there was not: " + what + ".");
    }

    /** Gives the demo's rule this cooldown; 0 = none. */
    public void cooldown(int minutes) throws IOException, InterruptedException {
        JsonNode rule = api().get("/projects/demo/rules").path("items").get(0);
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
        wanted.putObject("cooldown").put("minutes", minutes).put("mode", "skip");
        api().send("PUT", "/projects/demo/rules/" + rule.path("id").asText(), wanted);
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s: %s", List.of(arguments), said).isZero();
        return said;
    }

    private static <T> T call(Callable<T> what) {
        try {
            return what.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
