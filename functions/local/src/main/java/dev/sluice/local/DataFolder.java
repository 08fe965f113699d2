package dev.sluice.local;

import dev.sluice.local.io.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The folder of everything that is kept, held by one process at a time. The lock ends with the process, however it ends. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, making it where it is absent. */
    static DataFolder take(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataFolder(folder, lock);
            }
        } catch (OverlappingFileLockException here) {
            channel.close();
            throw new CannotStart("this process runs on " + folder + " already", here);
        }
        channel.close();
        throw new CannotStart(
                "another local runs on " + folder + "; end it, or choose another folder with -Dsluice.data");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Makes files of 32 random bytes in base64 where they are absent. */
    void makeSecrets(List<Path> files) throws IOException {
        for (Path file : files) {
            PrivateFiles.folder(file.getParent());
            if (!Files.exists(file)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                PrivateFiles.write(file, Base64.getEncoder().encode(bytes));
            }
        }
    }

    /** The text of a secret file, made of 32 random bytes where it is absent. */
    String secret(String name) throws IOException {
        Path file = folder.resolve("secrets").resolve(name);
        makeSecrets(List.of(file));
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        lock.channel().close();
    }
}
