package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed, at moments that nobody chose. */
class KillTest {
    private static final int EXECUTIONS = 120;
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    private final Random random = new Random();

    @Test
    @Timeout(value = 180)
    void no_execution_is_lost_and_none_ends_twice_however_often_the_process_is_killed() throws Exception {
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            accepted.addAll(runAndKill(i, accepted));
        }
        Process last = start(accepted);
        readUntilAllAccepted(last);
        last.destroyForcibly().waitFor();

        try (StepFunctions engine = open()) {
            String machine = engine.listStateMachines().get(0).arn();
            assertThat(engine.listExecutions(machine))
                    .extracting(ExecutionDescription::name)
                    .containsExactlyInAnyOrderElementsOf(KilledProcess.names(EXECUTIONS));
            await(() -> engine.listExecutions(machine).stream()
                    .allMatch(e -> e.status().closed()));
            for (ExecutionDescription execution : engine.listExecutions(machine)) {
                assertThat(execution.status()).as(execution.name()).isEqualTo(ExecutionStatus.SUCCEEDED);
                wentThroughOnce(engine.getExecutionHistory(execution.executionArn()));
            }
        }
        announcedAtMostOnce();
    }

    /** Kills while it starts, or up to so long after it first accepted an execution: in any of their states. */
    private Set<String> runAndKill(int round, Set<String> before) throws IOException, InterruptedException {
        Process process = start(before);
        Set<String> accepted = new HashSet<>();
        if (round % 3 == 2) {
            killAfter(process, random.nextInt(600));
        }
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (accepted.isEmpty()) {
                    killAfter(process, random.nextInt(2_500));
                }
                if (line.startsWith("accepted ")) {
                    accepted.add(line.substring("accepted ".length()));
                }
            }
        } catch (IOException cutOff) {
            assertThat(process.waitFor()).isNotZero();
        }
        process.waitFor();
        return accepted;
    }

    private static void killAfter(Process process, int millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(process::destroyForcibly);
    }

    private static void readUntilAllAccepted(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals("all accepted")) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo("all accepted");
    }

    /** What was accepted once is not started again: were it lost, it would stay so. */
    private Process start(Set<String> accepted) throws IOException {
        Files.write(folder.resolve("accepted"), accepted);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(EXECUTIONS))
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "errors")))
                .start();
    }

    /** Ends in this process what the killed ones left; tokens whose answer was lost are answered by their second call. */
    private StepFunctions open() {
        CompletableFuture<StepFunctions> engine = new CompletableFuture<>();
        StepFunctions opened = StepFunctions.builder()
                .journal(folder.resolve("journal"))
                .lambda((function, payload) -> CompletableFuture.supplyAsync(() -> {
                    String token = World.tree(payload).path("token").asText();
                    if (!token.isEmpty()) {
                        engine.join().sendTaskSuccess(token, "{}");
                    }
                    return new LambdaInvoker.Answer.Returned("{}");
                }))
                .build();
        engine.complete(opened);
        answerWhatNobodyAnswered(opened);
        return opened;
    }

    /** A call was confirmed, and the process died before the thread that was to answer the token did so. */
    private static void answerWhatNobodyAnswered(StepFunctions engine) {
        for (ExecutionDescription execution :
                engine.listExecutions(engine.listStateMachines().get(0).arn())) {
            List<JsonNode> history = engine.getExecutionHistory(execution.executionArn());
            JsonNode last = history.get(history.size() - 1);
            if (last.path("type").asText().equals("TaskSubmitted")) {
                JsonNode parameters = World.tree(history.get(history.size() - 3)
                        .at("/taskScheduledEventDetails/parameters")
                        .asText());
                engine.sendTaskSuccess(parameters.at("/Payload/token").asText(), "{}");
            }
        }
    }

    private static void wentThroughOnce(List<JsonNode> history) {
        List<String> types =
                history.stream().map(event -> event.path("type").asText()).toList();
        assertThat(types)
                .containsOnlyOnce("ExecutionStarted", "ExecutionSucceeded", "WaitStateEntered", "WaitStateExited");
        assertThat(types.stream().filter("TaskStateEntered"::equals)).hasSize(3);
        assertThat(types.stream().filter("TaskSucceeded"::equals)).hasSize(3);
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).path("id").asInt()).isEqualTo(i + 1);
        }
    }

    private void announcedAtMostOnce() throws IOException {
        List<String> ends = Files.readAllLines(folder.resolve("effects")).stream()
                .filter(line -> line.startsWith("SUCCEEDED "))
                .toList();
        assertThat(ends).doesNotHaveDuplicates().isNotEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
