package dev.sluice.agent.git;

import dev.sluice.agent.process.BaseEnvironment;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.process.CommandOutcome;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program git, with the options and variables under which the agent trusts it. */
public final class Git {

    /** git is not installed, or not on the PATH. */
    public static final String NOT_FOUND = "git_not_found";

    private static final int MAX_CAPTURED = 64 * 1024;
    private static final List<String> OPTIONS = List.of(
            "-c", "protocol.ext.allow=never",
            "-c", "core.hooksPath=/dev/null",
            "-c", "core.fsmonitor=false",
            "-c", "submodule.recurse=false",
            "-c", "gc.autoDetach=false");

    private final String program;
    private final Path configFile;
    private final Map<String, String> agentEnvironment;

    /**
     * @param program {@code git}, or its whole path
     * @param configFile stands in for the user's git configuration; see {@link GitConfigFile}
     */
    public Git(String program, Path configFile, Map<String, String> agentEnvironment) {
        this.program = program;
        this.configFile = configFile;
        this.agentEnvironment = Map.copyOf(agentEnvironment);
    }

    /** One call of git; what it prints goes to the sink and, shortened, into the outcome. */
    GitOutcome<Answer> run(Call call, CommandRunner runner, OutputSink sink) throws InterruptedException {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        OutputSink both = (bytes, length) -> {
            captured.write(bytes, 0, Math.min(length, MAX_CAPTURED - captured.size()));
            sink.accept(bytes, length);
        };
        CommandOutcome outcome = runner.run(command(call), both);
        String output = captured.toString(StandardCharsets.UTF_8);
        if (outcome instanceof CommandOutcome.Exited exited) {
            return new GitOutcome.Value<>(new Answer(exited.code() == 0, output));
        } else if (outcome instanceof CommandOutcome.TimedOut timedOut) {
            return new GitOutcome.Value<>(new Answer(
                    false, output + "\ngave up after " + timedOut.after().toSeconds() + " s"));
        } else if (outcome instanceof CommandOutcome.NotStarted notStarted) {
            return new GitOutcome.Refused<>(NOT_FOUND, "git is needed: " + notStarted.why());
        }
        return new GitOutcome.Interrupted<>();
    }

    /**
     * What to run.
     *
     * @param folder where it runs
     * @param variables on top of the usual ones
     */
    record Call(Path folder, List<String> arguments, Map<String, String> variables, Duration timeout) {}

    /** How it ended and what it printed, errors included. */
    record Answer(boolean success, String output) {

        String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (earlier, line) -> line)
                    .strip();
        }
    }

    private Command command(Call call) {
        List<String> arguments = new ArrayList<>();
        arguments.add(program);
        arguments.addAll(OPTIONS);
        arguments.addAll(call.arguments());
        Map<String, String> environment = BaseEnvironment.of(agentEnvironment);
        environment.put("LC_ALL", "C");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", configFile.toString());
        environment.put("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_SSH_COMMAND", agentEnvironment.getOrDefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes"));
        if (agentEnvironment.containsKey("SSH_AUTH_SOCK")) {
            environment.put("SSH_AUTH_SOCK", agentEnvironment.get("SSH_AUTH_SOCK"));
        }
        environment.putAll(call.variables());
        return new Command(arguments, call.folder(), environment, call.timeout(), Command.Leftovers.KEEP);
    }
}
