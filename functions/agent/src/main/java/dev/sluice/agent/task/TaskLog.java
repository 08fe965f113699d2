package dev.sluice.agent.task;

import dev.sluice.agent.process.OutputSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * What a task's commands print, and the agent's own remarks, in one file.
 *
 * <p>Of the commands' output the first {@link #KEPT_BYTES} are kept, and of the rest the last {@link #TAIL_BYTES}, because the reason
 * of a failure stands at the end. A disk that is full costs the log, not the task.
 */
public final class TaskLog implements OutputSink, Closeable {

    /** How much of the beginning is kept. */
    public static final long KEPT_BYTES = 10L * 1024 * 1024;

    /** How much of the end is kept where the beginning was cut. */
    public static final int TAIL_BYTES = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(TaskLog.class);

    private final OutputStream file;
    private final Clock clock;
    private final byte[] tail = new byte[TAIL_BYTES];
    private long kept;
    private long beyond;
    private boolean atLineStart = true;
    private boolean closed;

    /** Opens the log, at its end if it exists. */
    public TaskLog(Path path, Clock clock) throws IOException {
        file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.clock = clock;
    }

    /** Takes output of a command; what comes after {@link #close} is dropped. */
    @Override
    public synchronized void accept(byte[] bytes, int length) {
        if (closed || length == 0) {
            return;
        }
        int head = (int) Math.min(length, KEPT_BYTES - kept);
        if (head > 0) {
            write(bytes, 0, head);
            kept += head;
        }
        if (head < length) {
            if (beyond == 0) {
                remark("output cut: " + KEPT_BYTES + " bytes are kept, and the last " + TAIL_BYTES + " of the rest");
            }
            for (int i = head; i < length; i++) {
                tail[(int) (beyond++ % TAIL_BYTES)] = bytes[i];
            }
        }
    }

    /** Writes a line of the agent's own. */
    public synchronized void remark(String text) {
        if (closed) {
            return;
        }
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String line = (atLineStart ? "" : "\n") + "[sluice " + time + "] " + text + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** Writes what was kept of the end of the output, once the command that printed it is over. */
    public synchronized void flushTail() {
        if (beyond == 0 || closed) {
            return;
        }
        int length = (int) Math.min(beyond, TAIL_BYTES);
        remark((beyond - length) + " bytes of output are left out here");
        int from = beyond > TAIL_BYTES ? (int) (beyond % TAIL_BYTES) : 0;
        write(tail, from, length - from);
        write(tail, 0, from);
        beyond = 0;
    }

    @Override
    public synchronized void close() {
        flushTail();
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("a task's log could not be closed", e);
        }
    }

    private void write(byte[] bytes, int from, int length) {
        if (length <= 0) {
            return;
        }
        try {
            file.write(bytes, from, length);
            atLineStart = bytes[from + length - 1] == '\n';
        } catch (IOException e) {
            closed = true;
            LOG.error("a task's log cannot be written any more", e);
        }
    }
}
