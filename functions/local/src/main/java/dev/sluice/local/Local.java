package dev.sluice.local;

import dev.sluice.local.template.InvalidTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/**
 * Runs all of Sluice on this machine until it is told to end: Ctrl-C, or the end of the process that started it where
 * {@code sluice.ends-with-parent} says so. {@link LocalConfig} lists what can be set.
 */
public final class Local {

    private static final int CANNOT_START = 1;

    private Local() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        readLogging();
        LocalConfig config;
        try {
            config = LocalConfig.of(System.getProperties());
            endWithParent(config);
            var machine = Machine.start(config, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(machine::close, "shutdown"));
            System.out.println(machine.announcement().text(config.data(), secondsSinceStart()));
        } catch (CannotStart | InvalidTemplate e) {
            System.err.println("\nSluice cannot start: " + e.getMessage() + "\n");
            // halt: what was started half way must not keep the process alive, and children end with it
            Runtime.getRuntime().halt(CANNOT_START);
        }
        new CountDownLatch(1).await();
    }

    private static void endWithParent(LocalConfig config) {
        if (config.endsWithParent()) {
            ProcessHandle parent = ProcessHandle.current()
                    .parent()
                    .orElseThrow(() -> new CannotStart("the process that started this one has ended"));
            var ignored = parent.onExit().thenRun(() -> System.exit(0));
        }
    }

    private static double secondsSinceStart() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> (System.currentTimeMillis() - start.toEpochMilli()) / 1000.0)
                .orElse(Double.NaN);
    }

    private static void readLogging() throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream in = Local.class.getResourceAsStream("/logging.properties")) {
                LogManager.getLogManager().readConfiguration(in);
            }
        }
    }
}
