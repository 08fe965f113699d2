package dev.sluice.agent.build;

import dev.sluice.agent.task.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The link {@code current} in an environment's folder. It changes in one rename: who looks sees the old build or the new one. */
public final class CurrentLink {

    private static final String SCRATCH = ".current-";

    private final Path folder;

    /** @param folder the environment's; created when it is first needed */
    public CurrentLink(Path folder) {
        this.folder = folder;
    }

    /** Where it points to, as it stands in the link; empty if there is none. */
    public Optional<String> target() throws IOException {
        return Files.isSymbolicLink(link())
                ? Optional.of(Files.readSymbolicLink(link()).toString())
                : Optional.empty();
    }

    /** What stands where the link should be and is none; the agent does not replace it. */
    public Optional<Path> obstacle() {
        Path link = link();
        boolean blocked = Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link);
        return blocked ? Optional.of(link) : Optional.empty();
    }

    /** Points it there, or removes it. */
    public void pointTo(Optional<String> target) throws IOException {
        Files.createDirectories(folder);
        if (target.isEmpty()) {
            Files.deleteIfExists(link());
        } else {
            Path scratch = folder.resolve(SCRATCH + Long.toHexString(System.nanoTime()));
            Files.createSymbolicLink(scratch, Path.of(target.get()));
            Files.move(scratch, link(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        DurableFile.forceFolder(folder);
    }

    /** Removes what a crash in the middle of {@link #pointTo} left. */
    public void removeScratch() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, SCRATCH + "*")) {
            for (Path leftover : leftovers) {
                if (Files.isSymbolicLink(leftover)) {
                    Files.delete(leftover);
                }
            }
        }
    }

    private Path link() {
        return folder.resolve("current");
    }
}
