package dev.sluice.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.run.Build;
import dev.sluice.engine.platform.PlatformClient.Progress;
import dev.sluice.engine.platform.PlatformClient.Start;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both platforms by one client: what is asked is what was recorded, and each answer has its meaning. */
class PlatformContractTest {
    private final RecordedWaits waits = new RecordedWaits(() -> 0.5);
    private RecordedPlatform server;

    @AfterEach
    void nothing_else_was_asked() {
        assertThat(server.faults()).isEmpty();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void starts_a_deployment_under_the_runs_id(Platform.Type type) throws IOException {
        assertThat(start(type, "deploy", "deploy")).isEqualTo(new Start.Started("task-1"));
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void starts_a_quick_update(Platform.Type type) throws IOException {
        assertThat(start(type, "quick_update", "quick_update")).isEqualTo(new Start.Started("task-1"));
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void follows_a_deployment_to_its_end(Platform.Type type) throws IOException {
        PlatformClient client = client(type, "pending", "queued", "running", "completed");
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Running(0, ""));
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Running(0, ""));
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Running(40, "build"));
        assertThat(client.progress("task-1")).isInstanceOfSatisfying(Progress.Completed.class, done -> assertThat(
                        done.build().map(Build::id).orElse("none"))
                .isEqualTo(type == Platform.Type.AGENT ? "build-1" : "none"));
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void tells_the_ends_that_are_no_success(Platform.Type type) throws IOException {
        PlatformClient client = client(type, "failed", "failed without a reason", "cancelled", "an unknown task");
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Failed("Module shop was not found."));
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Failed("The platform gave no reason."));
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Cancelled());
        assertThat(client.progress("task-1")).isEqualTo(new Progress.Failed("Task not found."));
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void does_not_take_a_refused_key_or_an_unknown_word_for_the_end(Platform.Type type) throws IOException {
        PlatformClient client = client(type, "a key that is wrong while it is followed", "an unknown status");
        assertThat(client.progress("task-1"))
                .isInstanceOfSatisfying(Progress.Unavailable.class, u -> assertThat(u.message())
                        .contains("check the environment's platform.key"));
        assertThat(client.progress("task-1"))
                .isInstanceOfSatisfying(Progress.Unavailable.class, u -> assertThat(u.message())
                        .endsWith("did not say how far the deployment is."));
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, busy",
        "OEC, busy",
        "OEC, 'busy, as the documentation shows errors'",
        "OEC, being queued",
    })
    void waits_for_the_lane_on_the_other_side(Platform.Type type, String recording) throws IOException {
        assertThat(order(type, recording)).isInstanceOf(Start.Busy.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a wrong key, 'platform.key. It says: The API key is not known.'",
        "a key that only reads, 'platform.key. It says: This key only reads.'",
        "an unknown environment, Environment not found",
        "a refused body, body.commit: must be a full commit; body.mode: unknown",
        "another conflict, The key was used for another order.",
    })
    void gives_up_where_asking_again_gives_the_same_answer(String recording, String sentence) throws IOException {
        for (Platform.Type type : Platform.Type.values()) {
            assertThat(order(type, recording))
                    .isInstanceOfSatisfying(Start.Refused.class, refused -> assertThat(refused.message())
                            .endsWith(sentence));
            assertThat(server.faults()).isEmpty();
        }
        assertThat(waits.waits).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void waits_as_long_as_a_busy_platform_asks_and_a_little_more(Platform.Type type) throws IOException {
        assertThat(order(type, "too many, for a moment")).isEqualTo(new Start.Started("task-1"));
        assertThat(waits.waits).containsExactly(2125L);
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void waits_until_the_time_that_a_platform_names(Platform.Type type) throws IOException {
        assertThat(client(type, "too many, until a date").progress("task-1"))
                .isEqualTo(new Progress.Running(50, "build"));
        assertThat(waits.waits).containsExactly(3125L);
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void leaves_a_wait_that_is_longer_than_its_time_to_the_queue(Platform.Type type) throws IOException {
        assertThat(order(type, "too many, for long")).isInstanceOfSatisfying(Start.Unavailable.class, u -> {
            assertThat(u.message()).contains("wants to be left alone for 40 s (status 429)");
            assertThat(u.pause()).isEqualTo(Duration.ofSeconds(40));
        });
        assertThat(client(type, "too many, for long, while it is followed").progress("task-1"))
                .isInstanceOfSatisfying(
                        Progress.Unavailable.class, u -> assertThat(u.pause()).isEqualTo(Duration.ofSeconds(40)));
        assertThat(waits.waits).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void sends_an_order_again_after_growing_pauses_where_the_trouble_may_pass(Platform.Type type) throws IOException {
        assertThat(order(type, "trouble that passes")).isEqualTo(new Start.Started("task-1"));
        assertThat(waits.waits).containsExactly(187L, 562L);
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void gives_a_trouble_that_stays_to_the_queue_after_three_attempts(Platform.Type type) throws IOException {
        assertThat(order(type, "trouble that stays")).isEqualTo(new Start.Unavailable("It restarts.", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, state running, RUNNING, build-1",
        "OEC, state running, RUNNING, none",
        "OEC, state cloning, DEPLOYING, none",
        "OEC, state paused, STOPPED, none",
        "OEC, state error, FAILED, none",
        "OEC, state destroying, UNKNOWN, none",
    })
    void asks_each_platform_at_its_own_path_how_the_environment_is(
            Platform.Type type, String recording, EnvironmentStatus status, String build) throws IOException {
        PlatformClient.State state = client(type, recording).state();
        assertThat(state.status()).isEqualTo(status);
        assertThat(state.build().map(Build::id).orElse("none")).isEqualTo(build);
    }

    @ParameterizedTest
    @EnumSource(Platform.Type.class)
    void asks_nothing_that_a_platform_does_not_have(Platform.Type type) throws IOException {
        boolean agent = type == Platform.Type.AGENT;
        PlatformClient client = agent ? client(type, "cancel", "resolve") : client(type);
        client.cancel("task-1"); // without a key for a repeat: the 503 is not tried again
        assertThat(client.resolve("feature/a b").isPresent()).isEqualTo(agent);
        if (!agent) {
            assertThat(client.compare("a".repeat(40), "b".repeat(40))).isEmpty();
        }
        assertThat(waits.waits).isEmpty();
    }

    private Start start(Platform.Type type, String recording, String action) throws IOException {
        return client(type, recording).start(Orders.order(action, type), Orders.RUN);
    }

    private Start order(Platform.Type type, String recording) throws IOException {
        return start(type, recording, "deploy");
    }

    private PlatformClient client(Platform.Type type, String... recordings) throws IOException {
        if (server != null) {
            server.close();
        }
        server = new RecordedPlatform(type.name());
        server.play(recordings);
        Platform platform = new Platform(type, server.uri(), "env-1", new Sealed("sealed"));
        return new PublicApiClient(
                new PlatformHttp(waits, PlatformHttp.Limits.USUAL, RecordedWaits.NOON),
                platform,
                new Secret(RecordedPlatform.KEY));
    }
}
