package dev.sluice.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.agent.task.AgentJson;
import dev.sluice.agent.task.BuildId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServingStateTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_build_served_until_the_next_one_did() {
        ServingState state = after(3);
        assertThat(state.servedSince(NOON.plusSeconds(4))).containsExactly(build(3));
        assertThat(state.servedSince(NOON.plusSeconds(3))).containsExactly(build(3), build(2));
        assertThat(state.servedSince(NOON.plusSeconds(2))).containsExactly(build(3), build(2), build(1));
        assertThat(state.hasServed(build(1))).isTrue();
        assertThat(state.hasServed(build(4))).isFalse();
    }

    @Test
    void does_not_grow_without_end() {
        assertThat(after(1000).history()).hasSize(100);
        assertThat(after(1000).history().get(0).build()).isEqualTo(build(1000));
    }

    @Test
    void reads_a_file_from_before_there_was_a_history() throws JsonProcessingException {
        String old = "{\"previous\":\"" + build(1) + "\",\"trouble\":null}";
        ServingState state = AgentJson.mapper().readValue(old, ServingState.class);
        assertThat(state.previous()).contains(build(1));
        assertThat(state.history()).isEmpty();
        assertThat(state.hasServed(build(1))).isTrue();
    }

    private static ServingState after(int switches) {
        ServingState state = ServingState.UNKNOWN;
        for (int i = 1; i <= switches; i++) {
            state = state.served(build(i), Optional.of(build(i - 1)), NOON.plusSeconds(i));
        }
        return state;
    }

    private static BuildId build(int number) {
        return new BuildId(String.format("20260101T%09dZ-0123456789ab-01234567", number));
    }
}
