package dev.sluice.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RunLifecycleTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Property
    void no_sequence_of_inputs_leaves_an_end_state_or_reaches_an_undefined_one(@ForAll List<RunInput> inputs) {
        Run run = Samples.run();
        Instant at = START;
        Optional<RunStatus> end = Optional.empty();
        for (RunInput input : inputs) {
            at = at.plusSeconds(1);
            Optional<Run> moved = run.on(input, at, Optional.of(new Reason(ReasonCode.CANCELLED, "asked")));
            assertThat(moved.map(Run::status)).isEqualTo(RunLifecycle.next(run.status(), input));
            run = moved.orElse(run);
            if (end.isPresent()) {
                assertThat(run.status()).isEqualTo(end.get());
            }
            assertThat(run.finishedAt().isPresent()).isEqualTo(run.status().isFinal());
            assertThat(run.startedAt().isPresent() || run.status() != RunStatus.RUNNING)
                    .isTrue();
            if (run.status().isFinal()) {
                end = Optional.of(run.status());
            }
        }
    }

    @Property
    void an_action_starts_at_most_once(@ForAll List<RunInput> inputs) {
        RunStatus status = RunStatus.QUEUED;
        int starts = 0;
        for (RunInput input : inputs) {
            Optional<RunStatus> next = RunLifecycle.next(status, input);
            starts += next.filter(s -> s == RunStatus.RUNNING).isPresent() ? 1 : 0;
            status = next.orElse(status);
        }
        assertThat(starts).isLessThanOrEqualTo(1);
    }

    @Example
    void every_state_can_be_reached_and_every_one_that_is_not_final_can_end() {
        Set<RunStatus> reached = EnumSet.of(RunStatus.QUEUED);
        for (int i = 0; i < RunStatus.values().length; i++) {
            for (RunStatus from : EnumSet.copyOf(reached)) {
                Arrays.stream(RunInput.values())
                        .forEach(in -> RunLifecycle.next(from, in).ifPresent(reached::add));
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(RunStatus.values());
        for (RunStatus status : RunStatus.values()) {
            boolean ends = Arrays.stream(RunInput.values()).anyMatch(in -> RunLifecycle.next(status, in)
                    .filter(RunStatus::isFinal)
                    .isPresent());
            assertThat(ends).as("%s can end", status).isEqualTo(!status.isFinal());
        }
    }
}
