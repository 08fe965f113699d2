package dev.sluice.asl;

import dev.sluice.asl.LambdaInvoker.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that {@link KillTest} kills: it starts executions on a journal, not too fast, until all are accepted; it
 * answers their tokens, and says on its output what it was promised.
 */
final class KilledProcess {
    private static final String MACHINE = World.json(World.machine(
            "Begin",
            "'Begin': "
                    + World.task("'Retry': [{'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 1, 'MaxAttempts': 99,"
                            + " 'MaxDelaySeconds': 1}], 'Next': 'Ask'")
                    + ", 'Ask': " + World.tokenTask("'TimeoutSeconds': 600, 'Next': 'Rest'")
                    + ", 'Rest': {'Type': 'Wait', 'Seconds': 1, 'Next': 'Finish'}"
                    + ", 'Finish': "
                    + World.task("'Retry': [{'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 1,"
                            + " 'MaxAttempts': 99, 'MaxDelaySeconds': 1}], 'End': true")));

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Path effects;
    private final CompletableFuture<StepFunctions> engine = new CompletableFuture<>();

    private KilledProcess(Path effects) {
        this.effects = effects;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int executions = Integer.parseInt(args[1]);
        List<String> open = new ArrayList<>(names(executions));
        open.removeAll(Files.readAllLines(folder.resolve("accepted")));
        new KilledProcess(folder.resolve("effects")).run(folder.resolve("journal"), open);
        System.in.read();
    }

    static List<String> names(int executions) {
        return IntStream.range(0, executions).mapToObj(i -> "run-" + i).toList();
    }

    private void run(Path journal, List<String> names) {
        StepFunctions running = StepFunctions.builder()
                .journal(journal)
                .lambda(this::invoke)
                .listener(this::heard)
                .build();
        engine.complete(running);
        String machine = running.createStateMachine("m", MACHINE);
        for (String name : names) {
            try {
                running.startExecution(machine, name, "{\"name\":\"" + name + "\"}");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            } catch (RequestRefused closed) {
                if (!closed.type().equals("ExecutionAlreadyExists")) {
                    throw closed;
                }
            }
            say("accepted " + name);
        }
        say("all accepted");
    }

    /** A token is answered by another thread, often before the call that brought it returns. */
    private CompletionStage<Answer> invoke(String function, String payload) {
        return CompletableFuture.supplyAsync(
                () -> {
                    String token = World.tree(payload).path("token").asText();
                    if (!token.isEmpty()) {
                        pool.execute(() -> answer(token));
                    }
                    return new Answer.Returned("{}");
                },
                pool);
    }

    private void answer(String token) {
        try {
            engine.join().sendTaskSuccess(token, "{}");
            note("answered " + token);
        } catch (RequestRefused answeredBeforeTheCrash) {
            note("refused " + answeredBeforeTheCrash.type());
        }
    }

    private void heard(ExecutionDescription execution) {
        note(execution.status() + " " + execution.name());
    }

    private synchronized void note(String line) {
        try {
            Files.writeString(effects, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
