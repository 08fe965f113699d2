package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Whatever happens to a run, and in whatever order: the delivery told again or late, people who decide and cancel and die
 * in between, time that passes, sweeps, repeated action messages. The real machine carries it out over a real table.
 */
class InterleavingTest {
    private World world;

    @AfterTry
    void close() {
        if (world != null) {
            world.shop.close();
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void every_run_ends_in_one_final_status_with_at_most_one_started_action(
            @ForAll("stories") ActionChain<World> story) {
        world = story.run();
        world.bringToRest();
        world.check();
    }

    @Provide
    Arbitrary<ActionChain<World>> stories() {
        return ActionChain.startWith(World::new)
                .withAction(5, deed("push", World::push))
                .withAction(2, deed("push two, the later told first", World::pushReordered))
                .withAction(2, deed("tell again", World::tellAgain))
                .withAction(1, deed("tell the first again under another id", World::tellCopy))
                .withAction(4, deed("approve", World::approve))
                .withAction(2, deed("reject", World::reject))
                .withAction(2, deed("cancel", World::cancel))
                .withAction(1, deed("people die after their next write", World::crash))
                .withAction(4, deed("a moment passes", w -> w.pass(Duration.ofSeconds(2))))
                .withAction(2, deed("an hour's window ends", w -> w.pass(Duration.ofMinutes(61))))
                .withAction(2, deed("sweep", World::sweep))
                .withAction(4, deed("act works", World::work))
                .withAction(3, deed("the platform ends what runs", World::endTasks))
                .withMaxTransformations(25);
    }

    private static Action.Independent<World> deed(String name, Consumer<World> what) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<World>> transformer() {
                return Arbitraries.just(Transformer.mutate(name, what));
            }
        };
    }

    /** One rule that asks for approval, one environment, and everything that can happen to its runs. */
    static final class World {
        private final Shop shop = Shop.onVirtualTime();
        private final Deciders people = new Deciders(shop.stage);
        private final List<Delivery> told = new ArrayList<>();
        /** Each run's end as it was first seen: it must never change. */
        private final Map<RunId, RunStatus> ends = new HashMap<>();

        World() {
            shop.rule(
                    "r1",
                    Map.of(
                            "approval", Map.of("required", true, "expires_in_minutes", 60),
                            "cooldown", Map.of("minutes", 5, "mode", "fold")));
        }

        void push() {
            shop.stage.clock.advance(Duration.ofMillis(10));
            Delivery delivery = shop.push(told.size(), told.size() + 1);
            told.add(delivery);
            shop.stage.dispatch.take(delivery);
        }

        void pushReordered() {
            shop.stage.clock.advance(Duration.ofMillis(10));
            Delivery later = shop.push(told.size() + 1, told.size() + 2);
            Delivery earlier = shop.push(told.size(), told.size() + 1);
            told.addAll(List.of(later, earlier));
            shop.stage.dispatch.take(later);
            shop.stage.dispatch.take(earlier);
        }

        void tellAgain() {
            told.forEach(shop.stage.dispatch::take);
        }

        void tellCopy() {
            if (!told.isEmpty()) {
                shop.stage.dispatch.take(
                        shop.push("main", 0, 1, UUID.randomUUID().toString()));
            }
        }

        void approve() {
            shop.runs().forEach(r -> people.approve(r.id(), "ada@example.org"));
        }

        void reject() {
            newest().forEach(r -> people.reject(r.id(), "bob@example.org"));
        }

        void cancel() {
            newest().forEach(r -> people.cancel(r.id(), "dev@example.org"));
        }

        void crash() {
            people.crash();
        }

        void pass(Duration time) {
            shop.stage.clock.advance(time);
        }

        void sweep() {
            shop.stage.sweep.all();
        }

        void work() {
            shop.stage.work();
            look();
        }

        void endTasks() {
            List.copyOf(shop.platform.starts).forEach(run -> shop.platform.end("task-" + run, "completed"));
        }

        /** Lets everything come to its end: windows lapse, the platform ends, the sweep repairs. */
        void bringToRest() {
            pass(Duration.ofMinutes(61));
            shop.until("all runs are settled", () -> {
                endTasks();
                shop.stage.clock.advance(Duration.ofSeconds(30));
                shop.stage.sweep.all();
                look();
                return shop.runs().stream().allMatch(Run::settled);
            });
        }

        void check() {
            assertThat(shop.runs()).as("one run for each push").hasSize(told.size());
            assertThat(shop.platform.starts).as("no action twice").doesNotHaveDuplicates();
            assertThat(shop.platform.mostAtOnce()).isLessThanOrEqualTo(1);
            for (Run run : shop.runs()) {
                boolean started = shop.platform.starts.contains(run.id().value());
                assertThat(run.status().isFinal()).isTrue();
                assertThat(run.startedAt().isPresent()).as("started: " + run).isEqualTo(started);
                boolean approved =
                        run.gates().approval().filter(a -> a.isApproved()).isPresent();
                assertThat(approved || !started)
                        .as("nothing acts unapproved: " + run)
                        .isTrue();
                assertThat(run.timeline().stream()
                                .filter(t -> t.what().equals("started"))
                                .count())
                        .isLessThanOrEqualTo(1);
            }
            assertThat(shop.stage.runs.lane(Shop.PROJECT, Shop.STAGING).holder())
                    .isEmpty();
        }

        private void look() {
            for (Run run : shop.runs()) {
                if (run.status().isFinal()) {
                    RunStatus first = ends.putIfAbsent(run.id(), run.status());
                    assertThat(run.status()).isEqualTo(first == null ? run.status() : first);
                }
            }
        }

        private List<Run> newest() {
            List<Run> runs = shop.runs();
            return runs.subList(Math.max(0, runs.size() - 1), runs.size());
        }
    }
}
