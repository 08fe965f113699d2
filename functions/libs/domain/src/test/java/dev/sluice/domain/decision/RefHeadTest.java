package dev.sluice.domain.decision;

import static dev.sluice.domain.Samples.A;
import static dev.sluice.domain.Samples.B;
import static dev.sluice.domain.Samples.C;
import static dev.sluice.domain.Samples.NOW;
import static dev.sluice.domain.Samples.PROJECT;
import static dev.sluice.domain.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.decision.RefHead.Order;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RefHeadTest {
    @Test
    void a_push_told_twice_is_one_event() {
        assertThat(orders(push(A, B), push(A, B))).containsExactly(Order.NEW, Order.REPEAT);
        assertThat(keys(push(A, B), push(A, B))).hasSize(1);
    }

    @Test
    void going_there_and_back_and_there_again_is_a_new_event_each_time() {
        assertThat(keys(push(A, B), push(B, A), push(A, B), push(B, A))).hasSize(4);
    }

    @Test
    void a_ref_that_is_deleted_and_pushed_again_is_a_new_event() {
        String none = Event.NO_COMMIT;
        assertThat(keys(push(none, A), push(A, none), push(none, A))).hasSize(3);
    }

    @Test
    void a_branch_whose_deletion_does_not_say_where_it_was_is_a_new_event_when_it_is_pushed_again() {
        String none = Event.NO_COMMIT;
        assertThat(orders(push(none, A), deletion(), deletion(), push(none, A), deletion(), push(none, A)))
                .containsExactly(Order.NEW, Order.NEW, Order.REPEAT, Order.NEW, Order.NEW, Order.NEW);
        assertThat(keys(push(none, A), push(none, A))).hasSize(1);
    }

    @Test
    void an_old_push_told_again_later_is_a_repeat() {
        assertThat(orders(push(A, B), push(B, C), push(A, B))).containsExactly(Order.NEW, Order.NEW, Order.REPEAT);
        assertThat(keys(push(A, B), push(B, C), push(A, B))).hasSize(2);
    }

    @Test
    void a_push_that_its_successor_overtook_is_late_and_leaves_the_head_alone() {
        assertThat(orders(push(B, C), push(A, B), push(C, A))).containsExactly(Order.NEW, Order.LATE, Order.NEW);
    }

    @Test
    void the_third_push_of_there_and_back_and_there_again_keeps_its_own_key_when_told_twice() {
        assertThat(keys(push(A, B), push(B, A), push(A, B), push(A, B))).hasSize(3);
        RefWalk walk = new RefWalk(PROJECT);
        List<String> keys = new ArrayList<>();
        for (Event event : List.of(push(A, B), push(B, A), push(A, B), push(A, B))) {
            keys.add(walk.tell(delivery(event), event).key());
        }
        assertThat(keys.get(3)).isEqualTo(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    @Property
    void any_walk_of_a_branch_told_with_repeats_makes_one_key_for_each_step(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> walk,
            @ForAll @IntRange(min = 1, max = 3) int repeats) {
        List<Event> told = new ArrayList<>();
        String at = Event.NO_COMMIT;
        int steps = 0;
        for (int i : walk) {
            String next = String.valueOf((char) ('a' + i)).repeat(40);
            if (!next.equals(at)) {
                for (int r = 0; r < repeats; r++) {
                    told.add(push(at, next));
                }
                at = next;
                steps++;
            }
        }
        assertThat(keys(told.toArray(Event[]::new))).hasSize(steps);
    }

    /** As Gitea tells it. */
    private static Event deletion() {
        Event push = push("", Event.NO_COMMIT);
        return new Event(
                push.provider(),
                push.kind(),
                push.repository(),
                push.ref(),
                "",
                Event.NO_COMMIT,
                "",
                true,
                false,
                push.actor(),
                "",
                "",
                push.changedPaths(),
                push.pullRequest(),
                push.rule());
    }

    private static List<Order> orders(Event... events) {
        List<Order> orders = new ArrayList<>();
        walk(orders, new HashSet<>(), events);
        return orders;
    }

    private static Set<String> keys(Event... events) {
        Set<String> keys = new HashSet<>();
        walk(new ArrayList<>(), keys, events);
        return keys;
    }

    private static void walk(List<Order> orders, Set<String> keys, Event... events) {
        RefWalk walk = new RefWalk(PROJECT);
        for (Event event : events) {
            RefWalk.Told told = walk.tell(delivery(event), event);
            orders.add(told.order());
            keys.add(told.key());
        }
    }

    private static Delivery delivery(Event event) {
        return Delivery.received(PROJECT, Provider.GITHUB, "push", "key", NOW, Delivery.Facts.of(List.of(event)));
    }
}
