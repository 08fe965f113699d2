package dev.sluice.local.guard;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first class of every child process: it ends the process at once when its standard input ends, which is when the
 * parent is gone, however it went. Then it runs the main class that its first argument names, with the other
 * arguments. One class file, nothing but the JDK, since it runs on the child's class path.
 */
public final class Guard implements Runnable {

    private static final int PARENT_GONE = 143;

    private Guard() {}

    /** Watches standard input, then becomes the named main class. */
    public static void main(String[] args) throws ReflectiveOperationException {
        var watch = new Thread(null, new Guard(), "parent-watch", 64 << 10);
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    @Override
    public void run() {
        try {
            while (System.in.read() >= 0) {
                // whatever the parent says, it lives
            }
        } catch (IOException broken) {
            System.err.println("standard input broke, so the parent is gone: " + broken.getMessage());
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
