package dev.sluice.asl;

import dev.sluice.asl.LambdaInvoker.Answer;
import dev.sluice.asl.wire.StepFunctionsHttpServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Figures to read, not a test: run the state machine that ships a thousand times on a journal in a folder, which is the
 * only argument, with a function and a queue that answer at once.
 */
final class Benchmark {
    private static final int EXECUTIONS = 1_000;

    private final CountDownLatch ends = new CountDownLatch(EXECUTIONS);
    private final CompletableFuture<StepFunctions> engine = new CompletableFuture<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(8);

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        new Benchmark().run(Path.of(args[0]));
        System.exit(0);
    }

    private void run(Path folder) throws Exception {
        String definition = Files.readString(Path.of("../../../statemachines/run.asl.json"))
                .replace("${StepFunctionArn}", World.FUNCTION)
                .replace("${ActionsQueueUrl}", "http://localhost/actions");
        StepFunctions running = StepFunctions.builder()
                .journal(folder)
                .lambda((function, payload) -> CompletableFuture.supplyAsync(() -> step(payload), pool))
                .queue(message -> CompletableFuture.supplyAsync(() -> sent(message), pool))
                .listener(this::heard)
                .build();
        engine.complete(running);
        String machine = running.createStateMachine("run", definition);
        long start = System.nanoTime();
        for (int i = 0; i < EXECUTIONS; i++) {
            String name = "run-" + i;
            pool.execute(() -> running.startExecution(machine, name, "{\"run_id\":\"" + name + "\"}"));
        }
        ends.await(5, TimeUnit.MINUTES);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%d executions, %d open, in %d ms%n", EXECUTIONS, ends.getCount(), took.toMillis());
        System.out.printf("journal: %d KB%n", Files.size(folder.resolve("executions.journal")) / 1024);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        latency(running, machine);
        running.close();
        long reopened = System.nanoTime();
        StepFunctions.builder().journal(folder).build().close();
        System.out.printf(
                "opened again in %d ms%n",
                Duration.ofNanos(System.nanoTime() - reopened).toMillis());
    }

    private Answer step(String payload) {
        var call = World.tree(payload);
        if (call.path("step").asText().equals("enter_lane")) {
            pool.execute(
                    () -> engine.join().sendTaskSuccess(call.path("task_token").asText(), "{}"));
        }
        return new Answer.Returned("{\"verdict\":\"go\"}");
    }

    private QueueSender.Answer sent(QueueSender.Message message) {
        String token = World.tree(message.body()).path("task_token").asText();
        pool.execute(() -> engine.join().sendTaskSuccess(token, "{}"));
        return new QueueSender.Answer.Sent("m");
    }

    private void heard(ExecutionDescription execution) {
        if (execution.status().closed()) {
            ends.countDown();
        }
    }

    private static void latency(StepFunctions engine, String machine) throws Exception {
        try (StepFunctionsHttpServer server = StepFunctionsHttpServer.start(engine, 0)) {
            HttpClient client = HttpClient.newHttpClient();
            double[] describe = new double[500];
            for (int i = 0; i < describe.length; i++) {
                describe[i] = call(client, server, "DescribeStateMachine", "{\"stateMachineArn\":\"" + machine + "\"}");
            }
            double[] start = new double[200];
            for (int i = 0; i < start.length; i++) {
                start[i] = call(
                        client,
                        server,
                        "StartExecution",
                        "{\"stateMachineArn\":\"" + machine + "\",\"name\":\"wire-" + i + "\",\"input\":\"{}\"}");
            }
            print("DescribeStateMachine over HTTP", describe);
            print("StartExecution over HTTP", start);
        }
    }

    private static double call(HttpClient client, StepFunctionsHttpServer server, String operation, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("X-Amz-Target", "AWSStepFunctions." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        client.send(request, HttpResponse.BodyHandlers.ofString());
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s: p50 %.1f ms, p95 %.1f ms%n", what, millis[millis.length / 2], millis[millis.length * 95 / 100]);
    }
}
