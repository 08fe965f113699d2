package dev.sluice.engine;

import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Ten thousand deliveries through dispatch: of ten, eight are pushes, one is told a second time, one is of a kind that is
 * ignored. Says how many runs there should be and are. Not a test; run its main class.
 */
final class DispatchBenchmark {
    private static final int ALL = 10_000;
    private static final int BRANCHES = 4;

    private DispatchBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        try (Shop shop = new Shop()) {
            shop.rule(
                    "r1",
                    Map.of(
                            "trigger", Map.of("type", "push", "branch_patterns", List.of("*")),
                            "cooldown", Map.of("minutes", 600)));
            List<List<Delivery>> groups = deliveries(shop);
            long pushes = groups.stream()
                    .flatMap(List::stream)
                    .filter(d -> !d.events().isEmpty())
                    .map(Delivery::id)
                    .distinct()
                    .count();
            long start = System.nanoTime();
            ExecutorService workers = Executors.newFixedThreadPool(BRANCHES);
            groups.forEach(group -> workers.execute(() -> group.forEach(shop.stage.dispatch::take)));
            workers.shutdown();
            boolean done = workers.awaitTermination(30, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            long runs = count(shop);
            System.out.printf(
                    "%d deliveries in %.1f s (all taken: %s): %d pushes, %d runs, lost or doubled %d%n",
                    ALL, seconds, done, pushes, runs, Math.abs(pushes - runs));
        }
    }

    /** One list for each branch, in its order: as the queue's groups give them. */
    private static List<List<Delivery>> deliveries(Shop shop) {
        List<List<Delivery>> groups = new ArrayList<>();
        for (int b = 0; b < BRANCHES; b++) {
            List<Delivery> group = new ArrayList<>();
            for (int n = 0; group.size() < ALL / BRANCHES; n++) {
                if (n % 9 == 8) {
                    group.add(ignored(shop));
                    continue;
                }
                Delivery push = shop.push(
                        "b" + b,
                        n,
                        n % 9 == 7 ? n + 2 : n + 1,
                        UUID.randomUUID().toString());
                group.add(push);
                if (n % 9 == 4 && group.size() < ALL / BRANCHES) {
                    group.add(push);
                }
            }
            groups.add(group);
        }
        return groups;
    }

    private static Delivery ignored(Shop shop) {
        return Delivery.received(
                Shop.PROJECT,
                Provider.GITHUB,
                "ping",
                UUID.randomUUID().toString(),
                shop.stage.clock.instant(),
                Delivery.Facts.ignored("A ping has no event."));
    }

    private static long count(Shop shop) {
        long runs = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var page = shop.stage.runs.runs(Shop.PROJECT, Optional.empty(), new Page.Request(100, cursor));
            runs += page.items().size();
            cursor = page.next();
        } while (cursor.isPresent());
        return runs;
    }
}
