package dev.sluice.statemachines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.ExecutionStatus;
import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.time.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine itself, with a step function that says what the test wants and time that the test moves. */
class RunMachineTest {
    private static final String GO = "{\"verdict\":\"go\"}";
    private static final String STOP =
            "{\"verdict\":\"stop\",\"reason\":{\"code\":\"cooldown\",\"message\":\"Cooling down\"}}";
    private static final String ASK = "{\"verdict\":\"ask\",\"seconds\":120}";
    private static final String WAIT = "{\"verdict\":\"wait\",\"seconds\":120}";
    private static final String EXPIRED =
            "{\"verdict\":\"stop\",\"reason\":{\"code\":\"approval_expired\",\"message\":\"Nobody decided\"}}";
    private static final Pattern STEP = Pattern.compile("\"step\"\\s*:\\s*\"([a-z_]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"task_token\"\\s*:\\s*\"([^\"]+)\"");

    private final VirtualTime time = new VirtualTime();
    private final List<String> calls = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final Deque<LambdaInvoker.Answer> finishAnswers = new ArrayDeque<>();
    private String admitAnswer = GO;
    private String settleAnswer = EXPIRED;
    private StepFunctions engine;
    private String machine;

    @BeforeEach
    void start() throws IOException {
        engine = StepFunctions.builder()
                .time(time)
                .random(new Random(1))
                .lambda((function, payload) -> CompletableFuture.completedFuture(step(payload)))
                .queue(message -> {
                    messages.add(message.body());
                    return CompletableFuture.completedFuture(new QueueSender.Answer.Sent("m" + messages.size()));
                })
                .build();
        machine = engine.createStateMachine("run", definition());
    }

    @Test
    void a_push_without_approval_takes_at_most_nine_transitions() {
        ExecutionDescription run = startRun();
        engine.sendTaskSuccess(token(payloads.get(1)), "{}");
        engine.sendTaskSuccess(token(messages.get(0)), "{}");
        settle();
        assertThat(calls).containsExactly("admit", "enter_lane", "finish");
        assertThat(look(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(look(run).stateTransitions()).isLessThanOrEqualTo(9);
    }

    @Test
    void a_run_that_is_not_admitted_goes_to_finish_with_the_reason_and_nowhere_else() {
        admitAnswer = STOP;
        ExecutionDescription run = startRun();
        assertThat(calls).containsExactly("admit", "finish");
        assertThat(payloads.get(1)).contains("\"code\":\"cooldown\"");
        assertThat(messages).isEmpty();
        assertThat(look(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_action_that_failed_is_finished_and_never_started_again() {
        startRun();
        engine.sendTaskSuccess(token(payloads.get(1)), "{}");
        engine.sendTaskFailure(token(messages.get(0)), Optional.of("Sluice.ActionFailed"), Optional.of("{}"));
        settle();
        assertThat(messages).hasSize(1);
        assertThat(calls).containsExactly("admit", "enter_lane", "finish");
        assertThat(payloads.get(2)).contains("Sluice.ActionFailed");
    }

    @Test
    void a_lane_that_cannot_be_read_is_asked_for_again_with_a_new_token() {
        startRun();
        String first = token(payloads.get(1));
        engine.sendTaskFailure(first, Optional.of("Sluice.Unavailable"), Optional.of("no table"));
        settle();
        assertThat(calls).containsExactly("admit", "enter_lane", "enter_lane");
        assertThat(token(payloads.get(2))).isNotEqualTo(first);
    }

    @Test
    void a_run_that_is_never_given_its_lane_ends_after_an_hour() {
        ExecutionDescription run = startRun();
        time.advance(Duration.ofMinutes(59));
        assertThat(calls).containsExactly("admit", "enter_lane");
        time.advance(Duration.ofMinutes(2));
        assertThat(calls).containsExactly("admit", "enter_lane", "finish");
        assertThat(payloads.get(2)).contains("States.Timeout");
        assertThat(look(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void an_action_whose_heartbeats_stop_ends_after_ten_minutes() {
        startRun();
        engine.sendTaskSuccess(token(payloads.get(1)), "{}");
        settle();
        String token = token(messages.get(0));
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofMinutes(9));
            engine.sendTaskHeartbeat(token);
        }
        assertThat(calls).containsExactly("admit", "enter_lane");
        time.advance(Duration.ofMinutes(11));
        assertThat(calls).containsExactly("admit", "enter_lane", "finish");
    }

    @Test
    void a_step_that_breaks_down_is_tried_again_and_finish_is_reached_from_there_too() {
        finishAnswers.add(new LambdaInvoker.Answer.FunctionError("{\"errorType\":\"x.Y\",\"errorMessage\":\"down\"}"));
        finishAnswers.add(new LambdaInvoker.Answer.ServiceError("Lambda.TooManyRequestsException", "slow down"));
        admitAnswer = STOP;
        ExecutionDescription run = startRun();
        assertThat(calls).containsExactly("admit", "finish", "finish", "finish");
        assertThat(look(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void a_run_with_approval_takes_at_most_eleven_transitions() {
        admitAnswer = ASK;
        ExecutionDescription run = startRun();
        engine.sendTaskSuccess(token(payloads.get(1)), "{}");
        settle();
        engine.sendTaskSuccess(token(payloads.get(2)), "{}");
        settle();
        engine.sendTaskSuccess(token(messages.get(0)), "{}");
        settle();
        assertThat(calls).containsExactly("admit", "ask_approval", "enter_lane", "finish");
        assertThat(look(run).stateTransitions()).isLessThanOrEqualTo(11);
    }

    @Test
    void a_window_that_ends_is_settled_by_the_stored_decision() {
        admitAnswer = ASK;
        settleAnswer = GO;
        startRun();
        time.advance(Duration.ofSeconds(89));
        assertThat(calls).containsExactly("admit", "ask_approval");
        time.advance(Duration.ofSeconds(2));
        assertThat(calls).containsExactly("admit", "ask_approval", "settle_approval", "enter_lane");
    }

    @Test
    void a_window_that_ends_without_a_decision_ends_the_run() {
        admitAnswer = ASK;
        startRun();
        time.advance(Duration.ofSeconds(91));
        assertThat(calls).containsExactly("admit", "ask_approval", "settle_approval", "finish");
        assertThat(payloads.get(3)).contains("approval_expired");
    }

    @Test
    void a_rejection_is_never_asked_again() {
        admitAnswer = ASK;
        startRun();
        engine.sendTaskFailure(token(payloads.get(1)), Optional.of("Sluice.Stopped"), Optional.of("{}"));
        settle();
        assertThat(calls).containsExactly("admit", "ask_approval", "finish");
    }

    @Test
    void a_run_that_waits_for_the_cooldowns_end_asks_to_be_admitted_again() {
        admitAnswer = WAIT;
        startRun();
        admitAnswer = GO;
        time.advance(Duration.ofSeconds(89));
        assertThat(calls).containsExactly("admit", "await_cooldown");
        time.advance(Duration.ofSeconds(2));
        assertThat(calls).containsExactly("admit", "await_cooldown", "admit", "enter_lane");
    }

    @Test
    void a_run_whose_cooldown_ends_early_is_woken_by_its_token() {
        admitAnswer = WAIT;
        startRun();
        admitAnswer = GO;
        engine.sendTaskSuccess(token(payloads.get(1)), "{}");
        settle();
        assertThat(calls).containsExactly("admit", "await_cooldown", "admit", "enter_lane");
    }

    private ExecutionDescription startRun() {
        ExecutionDescription run = engine.startExecution(machine, "01J", "{\"run_id\":\"01J\"}");
        settle();
        return run;
    }

    private void settle() {
        time.advance(Duration.ofSeconds(30));
    }

    private ExecutionDescription look(ExecutionDescription run) {
        return engine.describeExecution(run.executionArn());
    }

    private LambdaInvoker.Answer step(String payload) {
        String step = find(STEP, payload);
        calls.add(step);
        payloads.add(payload);
        if (step.equals("finish") && !finishAnswers.isEmpty()) {
            return finishAnswers.remove();
        }
        return new LambdaInvoker.Answer.Returned(
                switch (step) {
                    case "admit" -> admitAnswer;
                    case "settle_approval" -> settleAnswer;
                    default -> "{\"status\":\"done\"}";
                });
    }

    private static String token(String json) {
        return find(TOKEN, json);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static String definition() throws IOException {
        try (InputStream in = RunMachineTest.class.getResourceAsStream("/run.asl.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${StepFunctionArn}", "arn:aws:lambda:us-east-1:000000000000:function:step")
                    .replace("${ActionsQueueUrl}", "http://127.0.0.1/000000000000/actions");
        }
    }
}
