package dev.sluice.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Drains a child's output for as long as anybody holds it open, so that no child ever blocks on a full pipe.
 *
 * <p>After {@link #release} what still comes is read and dropped.
 */
final class OutputPump {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final Thread thread;
    private volatile boolean released;

    OutputPump(InputStream output, OutputSink sink) {
        thread = new Thread(() -> drain(output, sink), "output-pump");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the output ended, at most that long, then lets go of the sink. */
    void release(Duration patience) throws InterruptedException {
        try {
            thread.join(patience.toMillis());
        } finally {
            released = true;
        }
    }

    private void drain(InputStream output, OutputSink sink) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (output) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                if (!released) {
                    sink.accept(buffer, read);
                }
            }
        } catch (IOException closedByTheEndOfTheChild) {
            released = true;
        }
    }
}
