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
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ApprovalTest {
    private static final Caller ANN = Caller.as("ann@approval.example.org");
    private static final Caller BOB = Caller.as("bob@approval.example.org");

    @Inject
    Gate gate;

    private String project;
    private String rule;

    @BeforeEach
    void two_admins_and_a_rule() {
        project = ANN.newProject();
        ANN.put("/projects/" + project + "/members/" + BOB.email(), Map.of("role", "admin"));
        ANN.newEnvironment(project, "production", "production");
        rule = ANN.newRule(project, Rules.gated(Rules.pushes(), "production", false));
    }

    @Test
    void approving_stores_who_said_what_and_lets_the_waiting_execution_go_on() {
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
        approve(ANN, run, Map.of("comment", "Go."))
                .statusCode(200)
                .body("status", equalTo("queued"))
                .body("reason", nullValue())
                .body("approval.decision", equalTo("approved"))
                .body("approval.decided_by", equalTo(ANN.email()))
                .body("approval.comment", equalTo("Go."))
                .body("timeline.what", contains("received", "approved"))
                .body("timeline[1].by", equalTo(ANN.email()))
                .body("timeline[1].detail", equalTo("Go."));
        assertThat(gate.ended(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(gate.ended(run).output()).contains("\"go\"");
        assertThat(gate.ruleState(run).waiting()).isEmpty();
        assertThat(gate.ruleState(run).claim())
                .as("it goes on, so it keeps the cooldown")
                .isPresent();
    }

    @Test
    void rejecting_ends_the_run_and_stops_its_execution_with_the_reason() {
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
        reject(BOB, run, Map.of("comment", "Not on a Friday"))
                .statusCode(200)
                .body("status", equalTo("rejected"))
                .body("reason.code", equalTo("approval_rejected"))
                .body("reason.message", equalTo("Rejected by " + BOB.email() + ": Not on a Friday"))
                .body("approval.decision", equalTo("rejected"));
        assertThat(gate.ended(run).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(gate.ended(run).error()).isEqualTo("Sluice.Stopped");
        assertThat(gate.ended(run).cause()).contains("approval_rejected", "Not on a Friday");
        assertThat(gate.ruleState(run).waiting()).isEmpty();
        assertThat(gate.ruleState(run).claim()).isEmpty();
    }

    @Test
    void of_two_people_who_decide_at_once_one_wins_and_the_other_is_told_who_and_when() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
                Callable<Response> ann = () -> ANN.post(path(run, "approve"), Map.of());
                Callable<Response> bob = () -> BOB.post(path(run, "reject"), Map.of());
                List<Future<Response>> answers = crowd.invokeAll(List.of(ann, bob));
                Response first = answers.get(0).get();
                Response second = answers.get(1).get();
                boolean annWon = first.statusCode() == 200;
                assertThat(List.of(first.statusCode(), second.statusCode())).containsExactlyInAnyOrder(200, 409);
                Response lost = annWon ? second : first;
                lost.then()
                        .body("code", equalTo("already_decided"))
                        .body("decided_by", equalTo(annWon ? ANN.email() : BOB.email()))
                        .body("decision", equalTo(annWon ? "approved" : "rejected"));
                assertThat(Instant.parse(lost.path("decided_at")))
                        .isEqualTo(gate.now(run)
                                .gates()
                                .approval()
                                .orElseThrow()
                                .answer()
                                .orElseThrow()
                                .at());
                assertThat(gate.ended(run).status())
                        .isEqualTo(annWon ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
            }
        } finally {
            crowd.shutdown();
        }
    }

    @Test
    void nobody_decides_once_the_time_is_over() {
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")).asked(Duration.ofMinutes(60)));
        approve(ANN, run, Map.of()).statusCode(409).body("code", equalTo("approval_expired"));
        reject(ANN, run, Map.of())
                .statusCode(409)
                .body(
                        "expires_at",
                        equalTo(run.gates().approval().orElseThrow().expiresAt().toString()));
        assertThat(gate.now(run)).isEqualTo(run);
        Run inTime = gate.waiting(project, rule, Ask.about(Told.push("main")).asked(Duration.ofMinutes(59)));
        approve(ANN, inTime, Map.of()).statusCode(200);
    }

    @Test
    void a_run_that_a_newer_one_replaced_names_it() {
        RunId newer = new RunId("01NEWER");
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
        gate.save(run.superseded(newer, Instant.now()).orElseThrow());
        approve(ANN, run, Map.of())
                .statusCode(409)
                .body("code", equalTo("superseded"))
                .body("superseded_by.run_id", equalTo(newer.value()))
                .body("superseded_by.path", equalTo("/api/v1/projects/" + project + "/runs/01NEWER"));
    }

    @Test
    void a_run_that_waits_for_no_approval_says_how_it_is() {
        Run run = gate.queued(project, rule, Ask.about(Told.push("main")));
        gate.save(run);
        approve(ANN, run, Map.of())
                .statusCode(409)
                .body("code", equalTo("not_pending"))
                .body("detail", containsString("queued"));
        ANN.post("/projects/" + project + "/runs/none/approve", Map.of()).then().statusCode(404);
    }

    @Test
    void the_person_who_pressed_run_may_not_approve_where_the_rule_prevents_it() {
        String guarded = ANN.newRule(project, Rules.gated(Map.of("type", "manual"), "production", true));
        Run run = gate.waiting(project, guarded, Ask.about(Told.pressed(ANN.email())));
        approve(ANN, run, Map.of())
                .statusCode(403)
                .body("code", equalTo("self_approval"))
                .body("detail", containsString("prevent_self_approval"));
        assertThat(gate.now(run).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
        approve(BOB, run, Map.of()).statusCode(200);
    }

    @Test
    void the_person_who_asked_for_the_repetition_may_not_approve_it_either() {
        String guarded = ANN.newRule(project, Rules.gated(Map.of("type", "manual"), "production", true));
        Rerun byBob = new Rerun(new RunId("01FIRST"), BOB.email(), Optional.empty());
        Run run = gate.waiting(
                project, guarded, Ask.about(Told.pressed(ANN.email())).by(byBob));
        approve(BOB, run, Map.of()).statusCode(403).body("code", equalTo("self_approval"));
        approve(ANN, run, Map.of()).statusCode(403).body("code", equalTo("self_approval"));
    }

    @Test
    void a_comment_is_a_text_of_at_most_1000_characters_and_may_be_absent() {
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
        approve(ANN, run, Map.of("comment", "x".repeat(1001)))
                .statusCode(400)
                .body("errors.field", contains("comment"));
        approve(ANN, run, Map.of("coment", "typo")).statusCode(400).body("errors.field", contains("coment"));
        assertThat(gate.now(run).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
        ANN.json("").post(path(run, "approve")).then().statusCode(200).body("approval.comment", nullValue());
    }

    @Test
    void a_decision_repeated_with_its_key_is_answered_alike_and_wakes_no_later_state() {
        Run run = gate.waiting(project, rule, Ask.about(Told.push("main")));
        String first = pressed(run).statusCode(200).extract().asString();
        gate.ended(run);
        String later = gate.movedOn(run, "EnterLane");
        String second = pressed(run).statusCode(200).extract().asString();
        assertThat(second).isEqualTo(first);
        assertThat(gate.execution(later).status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void what_waits_is_listed_newest_first_and_what_is_over_is_not() {
        Run older = gate.waiting(project, rule, Ask.about(Told.push("main")).asked(Duration.ofMinutes(30)));
        Run newer = gate.waiting(project, rule, Ask.about(Told.push("main")).asked(Duration.ofMinutes(2)));
        gate.waiting(project, rule, Ask.about(Told.push("main")).asked(Duration.ofMinutes(90)));
        Run decided = gate.waiting(project, rule, Ask.about(Told.push("main")));
        approve(ANN, decided, Map.of()).statusCode(200);
        ANN.get("/projects/" + project + "/approvals")
                .then()
                .statusCode(200)
                .body("items.id", contains(newer.id().value(), older.id().value()))
                .body("items[0].approval.bound_to.commit", equalTo(Told.COMMIT))
                .body("items[0].approval.commits_between", equalTo(3));
    }

    private ValidatableResponse pressed(Run run) {
        return ANN.json(Map.of())
                .header("Idempotency-Key", "once")
                .post(path(run, "approve"))
                .then();
    }

    private ValidatableResponse approve(Caller who, Run run, Map<String, Object> body) {
        return who.post(path(run, "approve"), body).then();
    }

    private ValidatableResponse reject(Caller who, Run run, Map<String, Object> body) {
        return who.post(path(run, "reject"), body).then();
    }

    private String path(Run run, String what) {
        return "/projects/" + project + "/runs/" + run.id() + "/" + what;
    }
}
