package dev.sluice.agent.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks over the files of a build: whether they may be served, what their digest is, and that nobody writes to them any more.
 *
 * <p>The digest is the SHA-256 of a text with one line for each entry below the root, ordered by path:
 *
 * <pre>
 * d &lt;path&gt;                      a folder
 * f &lt;sha256 of content&gt; &lt;path&gt;  a file
 * x &lt;sha256 of content&gt; &lt;path&gt;  a file that its owner may execute
 * l &lt;sha256 of target&gt; &lt;path&gt;   a symbolic link
 * </pre>
 *
 * Paths and targets are percent-encoded as in a {@code file:} URL, so that any name fits on its line; each line ends with a line
 * feed. Times, owners and other mode bits do not count.
 */
public final class TreeSeal {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path root;
    private final String rootUri;
    private final MessageDigest sha256 = newSha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    public TreeSeal(Path root) {
        this.root = root;
        this.rootUri = encoded(root) + "/";
    }

    /**
     * What must not be in a build, with its path; empty if all is well. Refused are links that lead out of the tree, or could, and
     * anything that is neither file, folder nor link.
     */
    public Optional<String> fault() throws IOException {
        for (Entry entry : entries()) {
            if (entry.attributes().isOther()) {
                return Optional.of(name(entry) + " is neither a file, a folder nor a link");
            }
            if (entry.attributes().isSymbolicLink() && leavesTree(entry.path())) {
                return Optional.of(name(entry) + " is a link to " + Files.readSymbolicLink(entry.path())
                        + ", which may lead out of the build; use a relative link with \"..\" only at its start");
            }
        }
        return Optional.empty();
    }

    /** The digest, as {@code sha256:} and 64 hex digits. */
    public String digest() throws IOException {
        MessageDigest all = newSha256();
        for (Entry entry : entries()) {
            all.update(line(entry).getBytes(StandardCharsets.US_ASCII));
        }
        return "sha256:" + HexFormat.of().formatHex(all.digest());
    }

    /**
     * Takes away everybody's right to write below the root, and from the root too with {@link #protectRoot}. A file that has other
     * names outside of the tree (hard links, as some package managers make them) becomes a copy of its own first.
     */
    public void protect() throws IOException {
        List<Entry> entries = entries();
        for (Entry entry : entries) {
            if (entry.attributes().isRegularFile() && linkCount(entry.path()) > 1) {
                separate(entry.path());
            }
        }
        for (Entry entry : entries) {
            if (!entry.attributes().isSymbolicLink()) {
                takeWriteAway(entry.path());
            }
        }
    }

    /** Last, because a folder that cannot be written cannot be moved to another parent. */
    public static void protectRoot(Path root) throws IOException {
        takeWriteAway(root);
    }

    private record Entry(String encodedPath, Path path, BasicFileAttributes attributes) {}

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(root) ? FileVisitResult.CONTINUE : visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                entries.add(new Entry(encoded(file).substring(rootUri.length()), file, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(Entry::encodedPath));
        return entries;
    }

    private String line(Entry entry) throws IOException {
        if (entry.attributes().isDirectory()) {
            return "d " + entry.encodedPath() + "\n";
        }
        if (entry.attributes().isSymbolicLink()) {
            String target = encoded(Path.of("/").resolve(Files.readSymbolicLink(entry.path())))
                    .substring(1);
            sha256.update(target.getBytes(StandardCharsets.US_ASCII));
            return "l " + HexFormat.of().formatHex(sha256.digest()) + " " + entry.encodedPath() + "\n";
        }
        boolean executable = Files.getPosixFilePermissions(entry.path(), LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
        return (executable ? "x " : "f ") + contentHash(entry.path()) + " " + entry.encodedPath() + "\n";
    }

    private String contentHash(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** With ".." only at its start, a link climbs real folders of this walk only, so names alone decide where it leads. */
    private boolean leavesTree(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        if (target.isAbsolute()) {
            return true;
        }
        int depth = root.relativize(link).getNameCount() - 1;
        boolean climbing = true;
        for (Path part : target) {
            boolean up = part.toString().equals("..");
            if (up && (!climbing || --depth < 0)) {
                return true;
            }
            climbing = climbing && (up || part.toString().equals("."));
        }
        return false;
    }

    private static int linkCount(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    }

    private static void separate(Path file) throws IOException {
        Path copy = Files.createTempFile(file.getParent(), ".sluice-", ".copy");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void takeWriteAway(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.removeAll(WRITE)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private String name(Entry entry) {
        return "\"" + entry.encodedPath() + "\"";
    }

    /** By the bytes of the name, whatever the locale; asking the same path twice may add a slash for a folder. */
    private static String encoded(Path path) {
        String raw = path.toUri().getRawPath();
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
