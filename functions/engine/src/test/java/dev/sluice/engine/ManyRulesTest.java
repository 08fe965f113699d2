package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.store.Commits;
import dev.sluice.engine.dispatch.Dispatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many rules as a project may have, all of which one push fires: more than one commit takes, too. */
class ManyRulesTest {
    private static final int MAX_RULES = 40;

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void all_of_them_fire_and_say_so_even_after_a_crash_between_the_decisions_and_their_runs() {
        shop.stage.breakSteps(step -> true); // the runs themselves are not what this is about
        for (int i = 0; i < MAX_RULES; i++) {
            shop.rule("r" + i, Map.of());
        }
        Delivery delivery = shop.push(0, 1);
        int[] commits = {0};
        Commits dying = writes -> {
            if (++commits[0] == 3) {
                throw new IllegalStateException("The process died.");
            }
            return shop.stage.commits.commit(writes);
        };
        Dispatch first = new Dispatch(
                shop.stage.projects,
                shop.stage.deliveries,
                shop.stage.runs,
                dying,
                new Dispatch.Outlets(shop.stage.executions, shop.stage.noticesQueue));
        assertThatThrownBy(() -> first.take(delivery)).hasMessage("The process died.");
        assertThat(decisions(delivery))
                .as("stored before the commit that they had no room in")
                .isNotEmpty();
        assertThat(shop.runs()).isEmpty();

        shop.stage.dispatch.take(delivery);
        assertThat(shop.runs()).hasSize(MAX_RULES);
        assertThat(decisions(delivery))
                .hasSize(MAX_RULES)
                .noneMatch(DecisionRecord::repeated)
                .allSatisfy(d -> assertThat(shop.stage.executions.state(d.run().orElseThrow()))
                        .isPresent());
    }

    private List<DecisionRecord> decisions(Delivery delivery) {
        return shop.stage
                .deliveries
                .decided(Shop.PROJECT, delivery.id())
                .orElseThrow()
                .decisions();
    }
}
