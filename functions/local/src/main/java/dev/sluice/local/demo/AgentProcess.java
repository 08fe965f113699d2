package dev.sluice.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.PrivateFiles;
import dev.sluice.local.process.Children;
import dev.sluice.local.process.LogFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The deploy agent as a process of its own, with the demo's environments. It is started again when it ends. */
public final class AgentProcess implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AgentProcess.class.getName());
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the agent needs to know. */
    public record Settings(
            Path jar,
            Path folder,
            Path keyFile,
            Path log,
            int port,
            Path repository,
            List<DemoEnvironment> environments) {
        public Settings {
            environments = List.copyOf(environments);
        }
    }

    private final Settings settings;
    private final Children children;
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    public AgentProcess(Settings settings, Children children, ScheduledExecutorService timer) {
        this.settings = settings;
        this.children = children;
        this.timer = timer;
    }

    /** Writes the agent's configuration and starts it. */
    public void start() throws IOException {
        PrivateFiles.folder(settings.folder());
        // JSON is YAML
        PrivateFiles.write(configFile(), Json.bytes(config()));
        run();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + settings.port());
    }

    /** Waits until the agent answers. */
    public void awaitHealth() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/health")).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LOG.log(Level.TRACE, "the agent does not answer yet", notYet);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        throw new IOException("the deploy agent does not answer at " + url() + "; its log is " + settings.log());
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() throws IOException {
        if (closed) {
            return;
        }
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms24m",
                        "-Xmx128m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30",
                        "-Xss512k",
                        "-Dsluice.agent.config=" + configFile(),
                        "-Dsluice.agent.exit-on-stdin-eof=true",
                        "-Dquarkus.http.port=" + settings.port(),
                        "-jar",
                        settings.jar().toString())
                .directory(settings.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("SLUICE_"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = children.start("agent", builder);
        new LogFile(settings.log()).follow(process.getInputStream(), "agent");
        var ignored = process.onExit().thenAccept(this::ended);
    }

    private void ended(Process gone) {
        if (!closed) {
            LOG.log(Level.WARNING, "the deploy agent ended with status " + gone.exitValue() + "; starting it again");
            var ignored = timer.schedule(this::runAgain, 1, TimeUnit.SECONDS);
        }
    }

    private void runAgain() {
        try {
            run();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot start the deploy agent", e);
        }
    }

    private Path configFile() {
        return settings.folder().resolve("agent.yaml");
    }

    private ObjectNode config() {
        ObjectNode config = Json.object()
                .put("api_key_file", settings.keyFile().toString())
                .put("data", settings.folder().resolve("data").toString());
        ObjectNode environments = config.putObject("environments");
        for (DemoEnvironment environment : settings.environments()) {
            ObjectNode one = environments
                    .putObject(environment.name())
                    .put("name", environment.title())
                    .put("kind", environment.name())
                    .put("repository", settings.repository().toString())
                    .put("folder", environment.folder().toString())
                    .put("url", environment.site().toString());
            one.putArray("build").add("sh").add("build.sh");
            one.putArray("quick_update").add("sh").add("build.sh");
            one.put("build_timeout_seconds", 60);
            ShopDatabase database = environment.database();
            one.putObject("database")
                    .put("url", database.agentUrl())
                    .put("password_file", database.agent().passwordFile().toString());
            one.put("filestore", environment.filestore().toString());
            // production gets none: nothing is ever cloned into it, which its kind says as well
            if (!environment.name().equals("production")) {
                one.putObject("neutralize").put("profile", "odoo");
            }
            one.putObject("health").put("url", environment.site().toString()).put("timeout_seconds", 10);
        }
        return config;
    }
}
