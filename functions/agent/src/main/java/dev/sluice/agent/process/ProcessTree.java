package dev.sluice.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Everything that one command started.
 *
 * <p>Parent links alone lose a process that detached itself (a double fork, {@code setsid}), so on Linux the tree is found by a
 * marker too: a variable in the environment that every descendant inherits. A process that wiped its environment <em>and</em>
 * detached is not found.
 */
public final class ProcessTree {

    /** The variable that marks a task's children. */
    public static final String MARKER = "SLUICE_TASK_ID";

    private static final Path PROC = Path.of("/proc");
    private static final int MAX_ROUNDS = 200;
    private static final long ROUND_MILLIS = 10;
    private static final long POLL_NANOS = 500_000;

    private ProcessTree() {}

    /**
     * Ends the root, its descendants and whatever carries the marker, until none is left.
     *
     * @return how many processes were told to end
     */
    public static int end(Optional<ProcessHandle> root, String marker) {
        Set<Long> ended = new LinkedHashSet<>();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Set<ProcessHandle> alive = find(root, marker);
            if (alive.isEmpty()) {
                break;
            }
            for (ProcessHandle process : alive) {
                process.destroyForcibly();
                ended.add(process.pid());
            }
            awaitEnd(alive);
        }
        return ended.size();
    }

    /** The process of that id, if it is still the one that started at that instant and not a later one with its number. */
    public static Optional<ProcessHandle> survivor(long pid, Instant startedAt) {
        return ProcessHandle.of(pid).filter(process -> process.info()
                .startInstant()
                .filter(started -> Duration.between(started, startedAt).abs().toMillis() < 1000)
                .isPresent());
    }

    private static Set<ProcessHandle> find(Optional<ProcessHandle> root, String marker) {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        root.ifPresent(handle -> {
            handle.descendants().forEach(found::add);
            found.add(handle);
        });
        marked(marker).forEach(handle -> {
            handle.descendants().forEach(found::add);
            found.add(handle);
        });
        long self = ProcessHandle.current().pid();
        found.removeIf(process -> process.pid() == self || !process.isAlive());
        return found;
    }

    private static Stream<ProcessHandle> marked(String marker) {
        if (!Files.isDirectory(PROC)) {
            return Stream.empty();
        }
        byte[] entry = (MARKER + "=" + marker).getBytes(StandardCharsets.UTF_8);
        Set<ProcessHandle> found = new LinkedHashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasEntry(process.resolve("environ"), entry)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found.stream();
        }
        return found.stream();
    }

    private static boolean hasEntry(Path environ, byte[] entry) {
        byte[] all;
        try {
            all = Files.readAllBytes(environ);
        } catch (IOException endedOrNotOurs) {
            return false;
        }
        int from = 0;
        for (int i = 0; i <= all.length; i++) {
            if (i == all.length || all[i] == 0) {
                if (Arrays.equals(all, from, i, entry, 0, entry.length)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static void awaitEnd(Set<ProcessHandle> processes) {
        long deadline = System.nanoTime() + Duration.ofMillis(ROUND_MILLIS).toNanos();
        while (System.nanoTime() < deadline && processes.stream().anyMatch(ProcessHandle::isAlive)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
