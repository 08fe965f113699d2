package dev.sluice.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Function zips, unpacked once for each content: the folder's name is the zip's hash, so that a rebuilt zip is
 * unpacked anew and five functions from one zip share a folder.
 */
final class FunctionFolder {

    private final Path root;

    FunctionFolder(Path root) {
        this.root = root;
    }

    /** The folder that holds the zip's content, as {@code /var/task} does on AWS. */
    synchronized Path unpack(Path zip) throws IOException {
        Path folder = root.resolve(hash(zip));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path half = root.resolve(folder.getFileName() + ".half");
        delete(half);
        Files.createDirectories(half);
        try (var file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                write(file, entries.nextElement(), half);
            }
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** The folder itself and every jar of its {@code lib}, in the order of their names. */
    static List<Path> classPath(Path folder) throws IOException {
        var path = new ArrayList<Path>(List.of(folder));
        Path lib = folder.resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(path::add);
            }
        }
        return path;
    }

    private static void write(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the zip " + zip.getName() + " names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (entry.getName().equals("bootstrap")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String hash(Path zip) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(zip), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
