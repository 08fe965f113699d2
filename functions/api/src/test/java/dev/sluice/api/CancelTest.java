package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class CancelTest {
    private static final Caller ANN = Caller.as("ann@cancel.example.org");
    private static final Caller DEV = Caller.as("dev@cancel.example.org");

    @Inject
    Gate gate;

    private String project;
    private String rule;

    @BeforeEach
    void a_rule() {
        project = ANN.newProject();
        ANN.put("/projects/" + project + "/members/" + DEV.email(), Map.of("role", "developer"));
        ANN.newEnvironment(project, "staging", "staging");
        rule = ANN.newRule(project, Rules.gated(Rules.pushes(), "staging", false));
    }

    @ParameterizedTest(name = "after {0}")
    @EnumSource(
            value = RunInput.class,
            names = {"HOLD", "ASK_APPROVAL", "RESUME"})
    void a_run_that_waits_is_cancelled_at_once_and_its_execution_stopped(RunInput before) {
        Run queued = gate.queued(project, rule, Ask.about(Told.push("main")));
        Run run =
                gate.waiting(queued.on(before, Instant.now(), Optional.empty()).orElse(queued), "AwaitCooldown");
        cancel(DEV, run)
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("reason.code", equalTo("cancelled"))
                .body("reason.message", equalTo("Cancelled by " + DEV.email() + "."))
                .body("timeline.what", contains("received", "cancelled"));
        assertThat(gate.ended(run).error()).isEqualTo("Sluice.Stopped");
        assertThat(gate.ended(run).cause()).contains("\"cancelled\"");
        assertThat(gate.ruleState(run).waiting()).isEmpty();
        assertThat(gate.ruleState(run).claim()).isEmpty();
        cancel(ANN, run).statusCode(200).body("reason.message", containsString(DEV.email()));
    }

    @Test
    void a_run_whose_action_is_under_way_keeps_the_wish_for_the_engine() {
        Run queued = gate.queued(project, rule, Ask.about(Told.push("main")));
        Run run = gate.waiting(
                queued.on(RunInput.START, Instant.now(), Optional.empty()).orElseThrow(), "Act");
        String first = cancel(DEV, run)
                .statusCode(202)
                .body("status", equalTo("running"))
                .body("cancel_requested.by", equalTo(DEV.email()))
                .extract()
                .asString();
        assertThat(cancel(ANN, run).statusCode(202).extract().asString()).isEqualTo(first);
        assertThat(gate.execution(run).status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(gate.now(run).gates().cancellation()).isPresent();
    }

    @Test
    void a_run_that_has_ended_says_how() {
        Run run = gate.queued(project, rule, Ask.about(Told.push("main")));
        Instant at = Instant.now();
        Run ended = run.on(RunInput.START, at, Optional.empty())
                .flatMap(r -> r.on(RunInput.SUCCEED, at, Optional.empty()))
                .orElseThrow();
        gate.save(ended);
        cancel(ANN, ended)
                .statusCode(409)
                .body("code", equalTo("already_ended"))
                .body("detail", containsString("succeeded"))
                .body("cancel_requested", nullValue());
    }

    private ValidatableResponse cancel(Caller who, Run run) {
        return who.post("/projects/" + project + "/runs/" + run.id() + "/cancel")
                .then();
    }
}
