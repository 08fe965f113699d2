package dev.sluice.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.asl.time.SystemTime;
import dev.sluice.asl.time.VirtualTime;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final List<String> order = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();
    private final EventLoop loop = new EventLoop(new VirtualTime(), this::commit);

    @Test
    void effects_come_after_the_commit_and_the_answer_too() {
        String answer = loop.call(() -> {
            effects.add(() -> order.add("effect"));
            order.add("command");
            return "answer";
        });
        assertThat(answer).isEqualTo("answer");
        assertThat(order).containsExactly("command", "commit", "effect");
    }

    @Test
    void an_effect_may_call_and_wait() {
        loop.call(() -> {
            effects.add(() -> order.add(loop.call(() -> "inner")));
            return "outer";
        });
        assertThat(order).containsExactly("commit", "commit", "inner");
    }

    @Test
    void an_effect_that_throws_harms_neither_the_answer_nor_other_effects() {
        String answer = loop.call(() -> {
            effects.add(() -> {
                throw new IllegalStateException("no");
            });
            effects.add(() -> order.add("second"));
            return "answer";
        });
        assertThat(answer).isEqualTo("answer");
        assertThat(order).containsExactly("commit", "second");
    }

    @Test
    void a_long_chain_of_effects_that_post_does_not_grow_the_stack() {
        AtomicInteger left = new AtomicInteger(100_000);
        loop.post(() -> chain(left));
        assertThat(left).hasValue(0);
    }

    @Test
    void a_command_that_throws_gives_its_own_exception() {
        assertThatThrownBy(() -> loop.call(() -> {
                    throw new IllegalArgumentException("mine");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
    }

    @Test
    void a_commit_that_fails_fails_the_command_and_stops_everything() {
        AtomicInteger effect = new AtomicInteger();
        EventLoop broken = new EventLoop(new VirtualTime(), () -> {
            throw new UncheckedIOException(new java.io.IOException("disk full"));
        });
        assertThatThrownBy(() -> broken.call(effect::incrementAndGet)).hasMessageContaining("disk full");
        assertThatThrownBy(() -> broken.call(effect::incrementAndGet)).isInstanceOf(IllegalStateException.class);
        assertThat(effect).hasValue(1);
    }

    @Test
    void what_comes_after_the_end_is_refused_or_dropped() {
        loop.close(() -> order.add("closed"));
        loop.post(() -> order.add("never"));
        assertThatThrownBy(() -> loop.call(() -> 1)).isInstanceOf(IllegalStateException.class);
        assertThat(order).containsExactly("closed");
    }

    @Test
    void commands_of_many_threads_run_one_after_another() throws InterruptedException {
        int[] counter = {0};
        AtomicInteger commits = new AtomicInteger();
        try (SystemTime time = new SystemTime()) {
            EventLoop real = new EventLoop(time, () -> {
                commits.incrementAndGet();
                return List.of();
            });
            ExecutorService threads = Executors.newFixedThreadPool(8);
            IntStream.range(0, 8)
                    .forEach(thread -> threads.execute(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            real.call(() -> ++counter[0]);
                        }
                    }));
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(counter[0]).isEqualTo(8_000);
        assertThat(commits.get()).isPositive().isLessThanOrEqualTo(8_000);
    }

    private void chain(AtomicInteger left) {
        effects.add(() -> {
            if (left.decrementAndGet() > 0) {
                loop.post(() -> chain(left));
            }
        });
    }

    private List<Runnable> commit() {
        order.add("commit");
        List<Runnable> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }
}
