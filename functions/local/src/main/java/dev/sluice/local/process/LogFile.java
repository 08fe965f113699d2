package dev.sluice.local.process;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where a child's output goes: one file, renamed to {@code .1} when it grows over its limit, so two at the most. */
public final class LogFile {

    private static final System.Logger LOG = System.getLogger(LogFile.class.getName());
    private static final long LIMIT = 5L << 20;

    private final Path file;
    private final long limit;

    public LogFile(Path file) {
        this(file, LIMIT);
    }

    LogFile(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Copies the stream to the file on a thread of its own until it ends. */
    public Thread follow(InputStream in, String name) {
        var thread = new Thread(null, () -> copy(in), name + "-log", 128 << 10);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void copy(InputStream in) {
        var buffer = new byte[8192];
        try {
            OutputStream out = open();
            long size = Files.size(file);
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (size > limit) {
                    out.close();
                    Files.move(
                            file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                    out = open();
                    size = 0;
                }
                out.write(buffer, 0, n);
                out.flush();
                size += n;
            }
            out.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the log " + file + " ended", e);
        }
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
}
