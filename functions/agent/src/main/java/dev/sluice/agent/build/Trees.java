package dev.sluice.agent.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** Folders with everything in them. Links are never followed. */
public final class Trees {

    private Trees() {}

    /** Deletes a file, a link or a folder, read-only parts included; nothing where there is nothing. */
    public static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(
                    path,
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
            deleteContent(path);
        }
        Files.deleteIfExists(path);
    }

    /** Deletes what is in a folder and leaves the folder. */
    public static void deleteContent(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                delete(child);
            }
        }
    }
}
