package dev.sluice.asl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "$partition([1,2,3,4,5], 2)                              ; [[1,2],[3,4],[5]]",
                "$range(0, 9, 3)                                         ; [0,3,6,9]",
                "$range(3, 1, -1)                                        ; [3,2,1]",
                "$hash(´abc´, ´SHA-256´)    ; 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
                "$parse(´{\\\"a\\\": [1, null]}´)                         ; {'a':[1,null]}",
                "$parse(´{\\\"a\\\": 1}´).a + 1                           ; 2",
                "$length($uuid())                                        ; 36",
                "$random(42) = $random(42)                               ; true",
                "$random() >= 0 and $random() < 1                        ; true",
                "$now()                                                  ; '2026-01-02T12:00:00.000Z'",
                "$millis()                                               ; 1767355200000",
                "0.1 + 0.2                                               ; 0.30000000000000004",
                "10 / 5                                                  ; 2",
                "$map([1,2], function($v) { $v * 2 })                    ; [2,4]",
                "[]                                                      ; []",
                "{}                                                      ; {}",
                "$states.input.list[n > 1].n                             ; [2,3]",
                "$states.input.list[0]                                   ; {'n':1}",
                "$count($states.input.list)                              ; 3",
                "$exists($states.input.missing) ? 1 : 2                  ; 2",
                "{´a´: $states.input.missing, ´b´: 1}                    ; {'b':1}",
                "$states.input.big                                       ; 4503599627370497",
            })
    void evaluates(String expression, String expected) {
        assertThat(output(expression)).hasValue(World.json(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.missing",
                "$states.result",
                "$states.errorOutput",
                "$states.context.Task.Token",
                "$unassigned",
                "$",
                "list",
                "$eval(´1´)",
                "function($x) { $x }",
                "$range(0, 9, 0)",
                "$partition([1], 0.5)",
                "$hash(´a´, ´CRC´)",
                "$parse(´{´)",
                "1 / 0",
                "$error(´no´)",
                "1 + ´a´",
                "($f := function($n) { $f($n) + 1 }; $f(1))",
                "[1..20000000]",
            })
    void fails_with_a_query_evaluation_error(String expression) {
        ExecutionDescription end = run(expression);
        assertThat(end.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).hasValue("States.QueryEvaluationError");
        assertThat(end.cause().orElseThrow()).contains("Output/value");
    }

    @Test
    void an_evaluation_that_fails_is_an_event_that_names_field_and_state() {
        String arn =
                world.start("Only", "'Only': {'Type': 'Pass', 'Output': {'a': ['{% $nothing %}']}, 'End': true}", "{}");
        var details = world.event(arn, "EvaluationFailed").path("evaluationFailedEventDetails");
        assertThat(details.path("error").asText()).isEqualTo("States.QueryEvaluationError");
        assertThat(details.path("location").asText()).isEqualTo("Output/a[0]");
        assertThat(details.path("state").asText()).isEqualTo("Only");
    }

    private Optional<String> output(String expression) {
        return run(expression)
                .output()
                .map(text -> World.tree(text).path("value").toString());
    }

    private ExecutionDescription run(String expression) {
        return world.run(
                "{'Type': 'Pass', 'Output': {'value': '{% " + expression + " %}'}, 'End': true}",
                "{'list': [{'n': 1}, {'n': 2}, {'n': 3}], 'big': 4503599627370497}");
    }
}
