package dev.sluice.asl.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final List<String> rang = new ArrayList<>();

    @Test
    void alarms_ring_in_the_order_of_their_times_each_at_its_own() {
        set("b", 20);
        set("a", 10);
        set("c", 31);
        time.advance(Duration.ofSeconds(30));
        assertThat(rang).containsExactly("a at 10", "b at 20");
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(30));
        assertThat(time.alarms()).isEqualTo(1);
    }

    @Test
    void alarms_of_one_time_ring_in_the_order_of_their_making() {
        set("a", 10);
        set("b", 10);
        time.advance(Duration.ofSeconds(10));
        assertThat(rang).containsExactly("a at 10", "b at 10");
    }

    @Test
    void an_alarm_that_is_set_by_an_alarm_rings_on_the_same_way() {
        time.schedule(Instant.ofEpochSecond(5), () -> set("late", 8));
        time.advance(Duration.ofSeconds(10));
        assertThat(rang).containsExactly("late at 8");
    }

    @Test
    void an_alarm_for_the_past_rings_now() {
        time.advance(Duration.ofSeconds(10));
        set("past", 3);
        time.advance(Duration.ZERO);
        assertThat(rang).containsExactly("past at 10");
    }

    @Test
    void an_alarm_that_was_called_off_does_not_ring() {
        time.schedule(Instant.ofEpochSecond(5), () -> rang.add("no")).cancel();
        time.advance(Duration.ofSeconds(10));
        assertThat(rang).isEmpty();
    }

    @Test
    void waiting_for_what_never_comes_true_ends_at_the_limit() {
        set("a", 10);
        assertThatThrownBy(() -> time.advanceUntil(() -> false, Duration.ofSeconds(20)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(time.advanceUntil(() -> true, Duration.ZERO)).isZero();
    }

    @Test
    void the_clock_shows_the_same_time() {
        time.advance(Duration.ofSeconds(10));
        assertThat(time.clock().instant()).isEqualTo(time.now());
    }

    private void set(String name, int second) {
        time.schedule(
                Instant.ofEpochSecond(second),
                () -> rang.add(name + " at " + time.now().getEpochSecond()));
    }
}
