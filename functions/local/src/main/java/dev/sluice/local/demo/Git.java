package dev.sluice.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs git in one repository or folder, away from the settings of whoever started local. */
final class Git {

    private static final int SECONDS = 30;

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** The output of a git command; it fails with git's own words. */
    String run(String... arguments) throws IOException {
        Outcome outcome = start(arguments);
        if (outcome.status() != 0) {
            throw new IOException("git " + arguments[0] + " in " + folder + " failed: "
                    + outcome.output().strip());
        }
        return outcome.output();
    }

    /** Whether a git command says yes by its exit status 0. */
    boolean says(String... arguments) throws IOException {
        return start(arguments).status() == 0;
    }

    private record Outcome(int status, String output) {}

    private Outcome start(String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("git " + arguments[0] + " did not end");
            }
            return new Outcome(process.exitValue(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
