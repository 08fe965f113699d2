package dev.sluice.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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
    private static final int START_CODE = 26 - 3;
    private static final int ENV_START = 50 - 3;
    private static final int ENV_END = 51 - 3;
    private static final int MAX_ROUNDS = 200;
    private static final int MAX_LOOKS = 400;
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

    private static Set<ProcessHandle> marked(String marker) {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        String entry = MARKER + "=" + marker;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (variables(process).contains(entry)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    /**
     * The variables of a process; none where it ended, has none or is not ours.
     *
     * <p>While a program takes a process over ({@code execve}), Linux shows none of them, and who reads them at that moment gets
     * their beginning only. So they are read until there are as many bytes as the process says it has: else what was just
     * started would be missed. A program that overwrote its variables still has the bytes.
     */
    private static List<String> variables(Path process) {
        for (int look = 0; look < MAX_LOOKS; look++) {
            byte[] environment = bytes(process.resolve("environ"));
            OptionalLong size = environmentSize(process);
            if (size.isPresent() && environment.length >= size.getAsLong()) {
                return List.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0", -1));
            }
            if (!hasProgram(process)) {
                return List.of();
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return List.of();
    }

    /**
     * How many bytes the variables of a process take; empty while a program takes it over, and for what has no program.
     *
     * <p>Linux fills the fields of {@code stat} in turn while a program takes over, {@code startcode} after the ends of the
     * variables: without it the others do not count. Fields are numbered as in proc(5); the second is the program's name in
     * parentheses, which may hold both blanks and parentheses.
     */
    private static OptionalLong environmentSize(Path process) {
        String stat = new String(bytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
        if (fields.length <= ENV_END || fields[START_CODE].equals("0")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseUnsignedLong(fields[ENV_END]) - Long.parseUnsignedLong(fields[ENV_START]));
    }

    /** Kernel threads have none, nor does who ended. */
    private static boolean hasProgram(Path process) {
        try {
            Files.readSymbolicLink(process.resolve("exe"));
            return true;
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException endedOrNotOurs) {
            return new byte[0];
        }
    }

    private static void awaitEnd(Set<ProcessHandle> processes) {
        long deadline = System.nanoTime() + Duration.ofMillis(ROUND_MILLIS).toNanos();
        while (System.nanoTime() < deadline && processes.stream().anyMatch(ProcessHandle::isAlive)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
