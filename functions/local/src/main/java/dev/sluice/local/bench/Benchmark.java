package dev.sluice.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures one machine from outside and prints the figures: start, memory, push to action and to served commit, AWS
 * calls, state transitions, and a burst of signed pushes. It is run by hand, on a machine that does nothing else:
 * {@code mvn -Pbenchmark}.
 */
public final class Benchmark {

    private static final int WARM_UP = 10;
    private static final int PUSHES = 50;
    private static final int COUNTED = 10;
    private static final int BURST = 1000;

    private Benchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("sluice.root", "")).toAbsolutePath();
        Path folder = Files.createTempDirectory("sluice-benchmark");
        Path data = folder.resolve("data");
        say("data folder", folder.toString());
        try (LocalRun first = LocalRun.start(root, data, false)) {
            say("ready, first start", seconds(first));
        }
        try (LocalRun second = LocalRun.start(root, data, false)) {
            say("ready, second start", seconds(second));
            say("resident, idle", second.residentMegabytes());
            measurePushes(second, folder);
            say("resident, after the pushes", second.residentMegabytes());
            say("burst", new Burst(second).run(BURST));
            say("resident, after the burst", second.residentMegabytes());
        }
        try (LocalRun counted = LocalRun.start(root, data, true)) {
            countCalls(counted, folder);
        }
    }

    private static void measurePushes(LocalRun local, Path folder) throws IOException, InterruptedException {
        var pushes = new Pushes(local, folder);
        pushes.liftCooldown();
        pushes.push(WARM_UP);
        List<Pushes.Timed> timed = pushes.push(PUSHES);
        say(
                "git push to action start",
                figures(timed.stream().map(Pushes.Timed::toStart).toList()));
        say(
                "git push to served commit",
                figures(timed.stream().map(Pushes.Timed::toServed).toList()));
        String last = timed.get(timed.size() - 1).run();
        say("state transitions of a run", Long.toString(new AwsCalls(local).stateTransitions(last)));
    }

    private static void countCalls(LocalRun local, Path folder) throws IOException, InterruptedException {
        var pushes = new Pushes(local, folder);
        var calls = new AwsCalls(local);
        pushes.push(2);
        JsonNode before = calls.count();
        pushes.push(COUNTED);
        JsonNode between = calls.count();
        say("AWS calls for a push that fires", "\n" + AwsCalls.perPush(before, between, COUNTED));
        pushes.pushAside(COUNTED);
        say("AWS calls for a push that fires nothing", "\n" + AwsCalls.perPush(between, calls.count(), COUNTED));
    }

    private static String figures(List<java.time.Duration> all) {
        return new Figures(all).toString();
    }

    private static String seconds(LocalRun local) {
        return "%.1f s".formatted(local.readyAfter().toMillis() / 1000.0);
    }

    private static void say(String what, String value) {
        System.out.printf("%-40s %s%n", what, value);
    }
}
