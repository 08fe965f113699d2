package dev.sluice.agent.build;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The agent's own folder. Locked while the agent lives, so that no two agents work in one.
 *
 * <p>Only builds can be entered by other users of the machine; a web server may serve them.
 */
public final class DataFolder implements Closeable {

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates what is missing and takes the lock.
     *
     * @throws IOException if another agent holds it, or the folder cannot be written
     */
    public static DataFolder open(Path root) throws IOException {
        create(root, "rwx--x--x");
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(
                    "another agent uses the data folder " + root + "; end it, or give this one its own", e);
        }
        DataFolder data = new DataFolder(root, channel);
        for (Path own : new Path[] {data.tasks(), data.logs(), data.mirrors(), data.staging(), data.environments()}) {
            create(own, "rwx------");
        }
        create(data.builds(), "rwx--x--x");
        return data;
    }

    public Path tasks() {
        return root.resolve("tasks");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path mirrors() {
        return root.resolve("mirrors");
    }

    public Path staging() {
        return root.resolve("staging");
    }

    public Path environments() {
        return root.resolve("environments");
    }

    public Path builds() {
        return root.resolve("builds");
    }

    public Path gitConfig() {
        return root.resolve("gitconfig");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void create(Path folder, String permissions) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }
}
