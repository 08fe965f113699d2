package dev.sluice.asl.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.asl.RequestRefused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {
    private static final String LAMBDA = "'Resource': 'arn:aws:states:::lambda:invoke'";
    private static final String CALL = "'Arguments': {'FunctionName': 'f'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/                          | {'QueryLanguage': 'JSONata', 'States': {'A': {'Type': 'Succeed'}}}",
                "/                          | {'QueryLanguage': 'JSONata', 'StartAt': 'A'}",
                "/StartAt                   | {'QueryLanguage': 'JSONata', 'StartAt': 'B', 'States': {'A': {'Type': 'Succeed'}}}",
                "/QueryLanguage             | {'QueryLanguage': 'JSONPath', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}",
                "/States/A                  | {'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}",
                "/States                    | {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {}}",
                "/Version                   | {'QueryLanguage': 'JSONata', 'Version': '2.0', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}",
                "/TimeoutSeconds            | {'QueryLanguage': 'JSONata', 'TimeoutSeconds': 0, 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}",
                "/Processor                 | {'QueryLanguage': 'JSONata', 'Processor': 0, 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}",
                "/States/Lost               | {'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}, 'Lost': {'Type': 'Succeed'}}}",
            })
    void a_machine_is_refused_with_the_path_of(String path, String definition) {
        refused(path, definition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/                      | {'Next': 'A'}",
                "/Type                  | {'Type': 'Map'}",
                "/Type                  | {'Type': 'Parallel'}",
                "/Type                  | {'Type': 'task'}",
                "/QueryLanguage         | {'Type': 'Succeed', 'QueryLanguage': 'JSONPath'}",
                "/                      | {'Type': 'Pass'}",
                "/                      | {'Type': 'Pass', 'Next': 'A', 'End': true}",
                "/End                   | {'Type': 'Pass', 'End': 'yes'}",
                "/Next                  | {'Type': 'Pass', 'Next': 'Nowhere'}",
                "/InputPath             | {'Type': 'Pass', 'InputPath': '$', 'End': true}",
                "/Result                | {'Type': 'Pass', 'Result': 1, 'End': true}",
                "/Parameters            | {'Type': 'Pass', 'Parameters': {}, 'End': true}",
                "/Output                | {'Type': 'Pass', 'Output': '{% 1 + %}', 'End': true}",
                "/Output/a[1]           | {'Type': 'Pass', 'Output': {'a': [1, '{% 1']}, 'End': true}",
                "/Output/a[1]           | {'Type': 'Pass', 'Output': {'a': [1, '{%%}']}, 'End': true}",
                "/Output/x              | {'Type': 'Pass', 'Output': {'x': 'arn:${Function}'}, 'End': true}",
                "/Output                | {'Type': 'Pass', 'Output': '{% ´${Name}´ %}', 'End': true}",
                "/Assign                | {'Type': 'Pass', 'Assign': [], 'End': true}",
                "/Assign/states         | {'Type': 'Pass', 'Assign': {'states': 1}, 'End': true}",
                "/Assign/a-b            | {'Type': 'Pass', 'Assign': {'a-b': 1}, 'End': true}",
                "/                      | {'Type': 'Choice'}",
                "/Choices               | {'Type': 'Choice', 'Choices': []}",
                "/Choices[0]            | {'Type': 'Choice', 'Choices': [{'Next': 'A'}]}",
                "/Choices[0]            | {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}'}]}",
                "/Choices[0]/Next       | {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'No'}]}",
                "/Choices[0]/Condition  | {'Type': 'Choice', 'Choices': [{'Condition': 'true', 'Next': 'A'}]}",
                "/Choices[0]/Variable   | {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'Condition': '{% true %}', 'Next': 'A'}]}",
                "/Default               | {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'A'}], 'Default': 'No'}",
                "/Next                  | {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'A'}], 'Next': 'A'}",
                "/                      | {'Type': 'Wait', 'End': true}",
                "/                      | {'Type': 'Wait', 'Seconds': 1, 'Timestamp': '2026-01-01T00:00:00Z', 'End': true}",
                "/Seconds               | {'Type': 'Wait', 'Seconds': -1, 'End': true}",
                "/Seconds               | {'Type': 'Wait', 'Seconds': 1.5, 'End': true}",
                "/Seconds               | {'Type': 'Wait', 'Seconds': '1', 'End': true}",
                "/Timestamp             | {'Type': 'Wait', 'Timestamp': 'tomorrow', 'End': true}",
                "/SecondsPath           | {'Type': 'Wait', 'SecondsPath': '$.s', 'End': true}",
                "/Next                  | {'Type': 'Succeed', 'Next': 'A'}",
                "/Output                | {'Type': 'Fail', 'Output': 1}",
                "/Error                 | {'Type': 'Fail', 'Error': 1}",
            })
    void a_state_is_refused_with_the_path_of(String path, String state) {
        String whole = path.equals("/") ? "/States/A" : "/States/A" + path;
        refused(whole, "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': " + state + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/                                | 'Arguments': {'FunctionName': 'f'}",
                "/Resource                        | 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:f', 'Arguments': {}",
                "/Resource                        | 'Resource': 'arn:aws:states:::lambda:invoke.sync', 'Arguments': {}",
                "/Resource                        | 'Resource': 'arn:aws:states:::sns:publish', 'Arguments': {}",
                "/                                | LAMBDA",
                "/Arguments                       | LAMBDA, 'Arguments': '{% $states.input %}'",
                "/Arguments                       | LAMBDA, 'Arguments': {'Payload': {}}",
                "/Arguments/InvocationType        | LAMBDA, 'Arguments': {'FunctionName': 'f', 'InvocationType': 'Event'}",
                "/Arguments                       | 'Resource': 'arn:aws:states:::sqs:sendMessage', 'Arguments': {'QueueUrl': 'q'}",
                "/Arguments/MessageAttributes     | 'Resource': 'arn:aws:states:::sqs:sendMessage', 'Arguments': {'QueueUrl': 'q', 'MessageBody': '', 'MessageAttributes': {}}",
                "/TimeoutSeconds                  | CALL, 'TimeoutSeconds': 0",
                "/TimeoutSeconds                  | CALL, 'TimeoutSeconds': 100000000",
                "/TimeoutSeconds                  | CALL, 'TimeoutSeconds': '60'",
                "/HeartbeatSeconds                | CALL, 'HeartbeatSeconds': 1.5",
                "/HeartbeatSeconds                | CALL, 'TimeoutSeconds': 60, 'HeartbeatSeconds': 60",
                "/TimeoutSecondsPath              | CALL, 'TimeoutSecondsPath': '$.t'",
                "/ResultSelector                  | CALL, 'ResultSelector': {}",
                "/Credentials                     | CALL, 'Credentials': {}",
                "/Retry                           | CALL, 'Retry': {}",
                "/Retry[0]                        | CALL, 'Retry': [{}]",
                "/Retry[0]/ErrorEquals            | CALL, 'Retry': [{'ErrorEquals': []}]",
                "/Retry[0]/ErrorEquals[0]         | CALL, 'Retry': [{'ErrorEquals': [1]}]",
                "/Retry[0]/ErrorEquals            | CALL, 'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['A']}]",
                "/Retry[1]/ErrorEquals            | CALL, 'Retry': [{'ErrorEquals': ['A']}, {'ErrorEquals': ['States.ALL', 'B']}]",
                "/Retry[0]/IntervalSeconds        | CALL, 'Retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 0}]",
                "/Retry[0]/IntervalSeconds        | CALL, 'Retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 1.5}]",
                "/Retry[0]/MaxAttempts            | CALL, 'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': -1}]",
                "/Retry[0]/BackoffRate            | CALL, 'Retry': [{'ErrorEquals': ['A'], 'BackoffRate': 0.9}]",
                "/Retry[0]/MaxDelaySeconds        | CALL, 'Retry': [{'ErrorEquals': ['A'], 'MaxDelaySeconds': 0}]",
                "/Retry[0]/JitterStrategy         | CALL, 'Retry': [{'ErrorEquals': ['A'], 'JitterStrategy': 'HALF'}]",
                "/Retry[0]/Jitter                 | CALL, 'Retry': [{'ErrorEquals': ['A'], 'Jitter': 'FULL'}]",
                "/Catch[0]                        | CALL, 'Catch': [{'ErrorEquals': ['A']}]",
                "/Catch[0]/Next                   | CALL, 'Catch': [{'ErrorEquals': ['A'], 'Next': 'Nowhere'}]",
                "/Catch[0]/ResultPath             | CALL, 'Catch': [{'ErrorEquals': ['A'], 'ResultPath': '$', 'Next': 'A'}]",
                "/Catch[0]/ErrorEquals            | CALL, 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'A'}, {'ErrorEquals': ['A'], 'Next': 'A'}]",
            })
    void a_task_is_refused_with_the_path_of(String path, String fields) {
        String task = fields.replace("LAMBDA", LAMBDA).replace("CALL", LAMBDA + ", " + CALL);
        String whole = path.equals("/") ? "/States/A" : "/States/A" + path;
        refused(
                whole,
                "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'End': true, " + task
                        + "}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a definition", "[]", "1", "{", "{} {}", "{'StartAt': 'A', 'StartAt': 'B'}"})
    void what_is_no_json_object_is_refused(String definition) {
        assertThatThrownBy(() -> Definition.read(definition.replace('\'', '"')))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("INVALID_JSON_DESCRIPTION");
    }

    @Test
    void the_query_language_may_be_said_by_each_state() {
        Definition read = read("{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed', 'QueryLanguage': 'JSONata'}}}");
        assertThat(read.states()).containsOnlyKeys("A");
    }

    @Test
    void a_wait_for_a_token_needs_no_timeout() {
        Definition read = read(
                "{'QueryLanguage': 'JSONata', 'TimeoutSeconds': 60, 'StartAt': 'A', 'States': {'A': {'Type': 'Task',"
                        + " 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', " + CALL
                        + ", 'End': true}}}");
        assertThat(((State.Task) read.state("A")).timeoutSeconds()).isEmpty();
        assertThat(read.timeout()).hasValue(Duration.ofSeconds(60));
    }

    @Test
    void names_of_states_and_fields_may_hold_slashes() {
        Definition read = read("{'QueryLanguage': 'JSONata', 'StartAt': 'A/B', 'States': {'A/B': {'Type': 'Pass',"
                + " 'Output': {'x/y': '{% 1 %}'}, 'End': true}}}");
        assertThat(((State.Pass) read.state("A/B"))
                        .exit()
                        .output()
                        .orElseThrow()
                        .toString())
                .contains("x/y=", "{% 1 %}");
    }

    @Test
    void a_message_says_what_would_be_right() {
        assertThatThrownBy(() -> read("{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': {'A': {'Type': 'Map'}}}"))
                .hasMessage(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Supported are Task, Choice, Wait,"
                                + " Pass, Succeed and Fail at /States/A/Type'");
    }

    private static void refused(String path, String definition) {
        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(RequestRefused.class)
                .hasMessageEndingWith(" at " + path + "'")
                .extracting("type")
                .isEqualTo("InvalidDefinition");
    }

    private static Definition read(String definition) {
        return Definition.read(definition.replace('\'', '"').replace('´', '\''));
    }
}
