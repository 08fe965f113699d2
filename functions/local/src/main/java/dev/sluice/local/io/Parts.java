package dev.sluice.local.io;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** Things that were opened, closed together: the last one first, and each of them whatever the others do. */
public final class Parts implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Remembers a part and gives it back. */
    public synchronized <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, part.getClass().getSimpleName() + " did not close cleanly", e);
            }
        }
    }
}
