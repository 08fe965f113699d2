package dev.sluice.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The child processes of this life, written to a file by process id and start time, so that the next life finds and
 * ends those that outlived a crash. A process id that the system has given to somebody else since is left alone.
 */
public final class Children implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Children.class.getName());
    /** The system counts a process's start in ticks from a boot time that is only known to the second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path file;
    private final Map<Process, String> alive = new LinkedHashMap<>();
    private boolean closed;

    private Children(Path file) {
        this.file = file;
    }

    /** Ends what an earlier life left behind, then starts an empty list. */
    public static Children open(Path file) throws IOException {
        if (Files.exists(file)) {
            for (JsonNode entry : Json.read(file)) {
                stale(entry).ifPresent(Children::end);
            }
        }
        var children = new Children(file);
        children.save();
        return children;
    }

    /** Starts a process and remembers it; its standard input stays open for as long as this process lives. */
    public synchronized Process start(String name, ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("not starting " + name + ": everything is being stopped");
        }
        Process process = builder.start();
        alive.put(process, name);
        save();
        return process;
    }

    /** Ends a process and what it started, at once, and forgets it. */
    public synchronized void kill(Process process) {
        end(process.toHandle());
        alive.remove(process);
    }

    /** The processes alive now: process id by name. */
    public synchronized Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        alive.forEach((process, name) -> {
            if (process.isAlive()) {
                pids.put(name, process.pid());
            }
        });
        return pids;
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Iterator<Process> each = alive.keySet().iterator(); each.hasNext(); ) {
            end(each.next().toHandle());
            each.remove();
        }
        try {
            save();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "could not empty " + file, e);
        }
    }

    private void save() throws IOException {
        alive.keySet().removeIf(process -> !process.isAlive());
        ArrayNode entries = Json.MAPPER.createArrayNode();
        alive.forEach((process, name) -> entries.addObject()
                .put("name", name)
                .put("pid", process.pid())
                .put(
                        "started",
                        process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli()));
        PrivateFiles.write(file, Json.bytes(entries));
    }

    private static Optional<ProcessHandle> stale(JsonNode entry) {
        var started = Instant.ofEpochMilli(entry.path("started").asLong());
        return ProcessHandle.of(entry.path("pid").asLong()).filter(handle -> handle.info()
                .startInstant()
                .filter(now -> Duration.between(started, now).abs().compareTo(TOLERANCE) <= 0)
                .isPresent());
    }

    private static void end(ProcessHandle handle) {
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
        try {
            handle.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "process " + handle.pid() + " does not end", e);
        }
    }
}
