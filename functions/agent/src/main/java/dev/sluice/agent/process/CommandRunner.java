package dev.sluice.agent.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the commands of one task, one after the other, and ends what an interruption or a timeout leaves behind. */
public final class CommandRunner {

    private static final Duration OUTPUT_PATIENCE = Duration.ofMillis(500);
    private static final File NOTHING = new File("/dev/null");

    private final String marker;
    private final Interruption interruption;
    private final Consumer<ProcessHandle> started;

    /**
     * @param marker marks every process of the task; see {@link ProcessTree}
     * @param started told of each child right after its start
     */
    public CommandRunner(String marker, Interruption interruption, Consumer<ProcessHandle> started) {
        this.marker = marker;
        this.interruption = interruption;
        this.started = started;
    }

    /** Runs the command to its end, its timeout or the task's interruption, whichever comes first. */
    public CommandOutcome run(Command command, OutputSink sink) throws InterruptedException {
        if (interruption.reason().isPresent()) {
            return new CommandOutcome.Interrupted();
        }
        if (!Files.isDirectory(command.folder())) {
            return new CommandOutcome.NotStarted("the folder " + command.folder() + " to run it in does not exist");
        }
        Process process;
        try {
            process = start(command);
        } catch (IOException e) {
            return new CommandOutcome.NotStarted(explain(command, e));
        }
        return watch(process, command, new OutputPump(process.getInputStream(), sink));
    }

    private Process start(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.directory(command.folder().toFile());
        builder.redirectErrorStream(true);
        builder.redirectInput(NOTHING);
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.put(ProcessTree.MARKER, marker);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private CommandOutcome watch(Process process, Command command, OutputPump pump) throws InterruptedException {
        Optional<ProcessHandle> root = Optional.of(process.toHandle());
        try {
            interruption.attach(() -> ProcessTree.end(root, marker));
            started.accept(process.toHandle());
            boolean ended = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || command.leftovers() == Command.Leftovers.END) {
                ProcessTree.end(root, marker);
            }
            pump.release(OUTPUT_PATIENCE);
            if (interruption.reason().isPresent()) {
                return new CommandOutcome.Interrupted();
            }
            return ended
                    ? new CommandOutcome.Exited(process.exitValue())
                    : new CommandOutcome.TimedOut(command.timeout());
        } catch (InterruptedException | RuntimeException e) {
            ProcessTree.end(root, marker);
            throw e;
        } finally {
            interruption.detach();
        }
    }

    private static String explain(Command command, IOException e) {
        String cause = String.valueOf(e.getMessage());
        if (cause.contains("error=2,")) {
            return "the command \"" + command.program() + "\" was not found; install it or give its whole path";
        }
        if (cause.contains("error=13,")) {
            return "the command \"" + command.program() + "\" may not be executed; check its permissions";
        }
        return "the command \"" + command.program() + "\" could not be started: " + cause;
    }
}
