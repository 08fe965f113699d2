package dev.sluice.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.Local;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of local in a process of its own, on a data folder of the benchmark. */
public final class LocalRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path data;
    private final Duration readyAfter;
    private final JsonNode local;

    private LocalRun(Process process, Path data, Duration readyAfter) {
        this.process = process;
        this.data = data;
        this.readyAfter = readyAfter;
        this.local = Json.read(data.resolve("local.json"));
    }

    /** Starts it and waits until it says that it is ready. */
    public static LocalRun start(Path root, Path data, boolean countCalls) throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path said = data.resolve("benchmark.out");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx384m",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-Dsluice.root=" + root,
                "-Dsluice.data=" + data,
                "-Dsluice.port=0",
                "-Dsluice.count-calls=" + countCalls,
                "-Dsluice.ends-with-parent=true",
                "-cp",
                System.getProperty("java.class.path"),
                Local.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        long begin = System.nanoTime();
        Process process = builder.start();
        while (!Files.readString(said).contains("Sluice is ready")) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("local did not start:\n" + Files.readString(said));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new LocalRun(process, data, Duration.ofNanos(System.nanoTime() - begin));
    }

    Duration readyAfter() {
        return readyAfter;
    }

    public URI url() {
        return URI.create(local.path("url").asText());
    }

    public JsonNode demo() {
        return local.path("demo");
    }

    public SluiceApi api() {
        return api("admin");
    }

    /** The API as one of the demo's people sees it. */
    public SluiceApi api(String person) {
        return new SluiceApi(url(), local.path("tokens").path(person).asText());
    }

    /** The deploy agent's address. */
    public URI agent() {
        return URI.create(local.path("agent").asText());
    }

    int port(String name) {
        return Json.read(data.resolve("ports.json")).path(name).asInt();
    }

    /** One of the secrets of this machine. */
    public String secret(String name) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name));
    }

    /** Resident megabytes of local and all of its children with theirs: the sum, and each; what they share counts each time. */
    String residentMegabytes() throws IOException {
        var each = new LinkedHashMap<String, Long>();
        each.put("local", resident(process.pid()));
        for (JsonNode child : Json.read(data.resolve("processes.json"))) {
            long pid = child.path("pid").asLong();
            long sum = resident(pid);
            for (ProcessHandle below : ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList()) {
                sum += resident(below.pid());
            }
            each.put(child.path("name").asText(), sum);
        }
        return each.values().stream().mapToLong(it -> it).sum() + " MB " + each;
    }

    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        for (String line : Files.exists(status) ? Files.readAllLines(status) : List.<String>of()) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    /** Ends local as kill -9 does; its children find out by themselves. Returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
