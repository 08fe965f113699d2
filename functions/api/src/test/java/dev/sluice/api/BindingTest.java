package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.run.Decisions;
import dev.sluice.api.run.Outcome;
import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.LittleAgent;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Commits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An approval is good for what was asked about, and for nothing else. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BindingTest {
    private static final Caller ANN = Caller.as("ann@binding.example.org");
    private static final Build OTHER = new Build("b-13", "c".repeat(40), "sha256:13");

    @Inject
    Gate gate;

    @Inject
    Decisions decisions;

    @Inject
    Commits commits;

    private LittleAgent agent;
    private String project;
    private String rule;
    private Run run;

    @BeforeEach
    void a_promotion_that_waits() throws IOException {
        agent = new LittleAgent();
        agent.runs(Gate.BUILD);
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging", agent.url());
        ANN.newEnvironment(project, "production", "production", agent.url());
        rule = ANN.newRule(project, Rules.promotion("staging", "production"));
        run = gate.waiting(project, rule, Ask.about(Told.tag("v1.2.0")).frozen(Gate.BUILD));
    }

    @AfterEach
    void no_agent() {
        agent.close();
    }

    @Test
    void a_promotion_is_approved_while_its_source_runs_the_very_build() {
        approve()
                .statusCode(200)
                .body("approval.bound_to.build.id", equalTo("b-12"))
                .body("approval.bound_to.build.digest", equalTo("sha256:12"));
    }

    @Test
    void approving_is_refused_where_the_tag_was_moved() {
        gate.moveRef(run, "d".repeat(40));
        refused("ref_moved", "The tag v1.2.0 was moved to dddddddddddd");
    }

    @Test
    void approving_is_refused_where_the_source_runs_another_build_or_none() {
        agent.runs(OTHER);
        refused("source_build_changed", "b-13");
        agent.runs(new Build(Gate.BUILD.id(), Gate.BUILD.commit(), "sha256:another"));
        refused("source_build_changed", "b-12");
    }

    @Test
    void approving_is_refused_where_the_rule_was_edited() {
        ANN.post("/projects/" + project + "/rules/" + rule + "/disable").then().statusCode(200);
        refused("rule_changed", "version 2");
    }

    @Test
    void approving_is_refused_where_the_rule_was_deleted_and_there_is_nothing_to_ask_again() {
        ANN.delete("/projects/" + project + "/rules/" + rule).then().statusCode(204);
        approve().statusCode(409).body("code", equalTo("rule_changed")).body("ask_again", nullValue());
    }

    @Test
    void nothing_is_decided_where_the_platform_does_not_answer() {
        agent.close();
        approve().statusCode(502).body("code", equalTo("platform_unavailable"));
        assertThat(gate.now(run)).isEqualTo(run);
    }

    @Test
    void what_has_changed_can_still_be_rejected() {
        gate.moveRef(run, "d".repeat(40));
        agent.close();
        ANN.post(path("reject"), Map.of()).then().statusCode(200).body("status", equalTo("rejected"));
    }

    @Test
    void a_tag_that_moves_while_the_approval_is_written_makes_it_fail() {
        Outcome.Decided decided = decided();
        gate.moveRef(run, "d".repeat(40));
        assertThat(commits.commit(decided.writes()).done()).isFalse();
        assertThat(gate.now(run)).isEqualTo(run);
    }

    @Test
    void a_rule_that_is_edited_while_the_approval_is_written_makes_it_fail() {
        Outcome.Decided decided = decided();
        ANN.post("/projects/" + project + "/rules/" + rule + "/disable").then().statusCode(200);
        assertThat(commits.commit(decided.writes()).done()).isFalse();
    }

    @Test
    void an_admin_who_is_removed_while_the_approval_is_written_has_not_approved() {
        Outcome.Decided decided = decided();
        ANN.put("/projects/" + project + "/members/other@example.org", Map.of("role", "admin"));
        ANN.delete("/projects/" + project + "/members/" + ANN.email()).then().statusCode(204);
        assertThat(commits.commit(decided.writes()).done()).isFalse();
    }

    @Test
    void a_build_that_somebody_chose_to_repeat_is_approved_whatever_the_source_and_the_tag_are_now() {
        Rerun back = new Rerun(new RunId("01FIRST"), ANN.email(), Optional.of(Gate.BUILD));
        run = gate.waiting(
                project,
                rule,
                Ask.about(Told.tag("v1.2.0").toldTo(run.rule().id())).by(back));
        gate.moveRef(run, "d".repeat(40));
        agent.close();
        approve().statusCode(200).body("approval.bound_to.build.id", equalTo("b-12"));
    }

    private Outcome.Decided decided() {
        Decisions.Wish wish = new Decisions.Wish(run.project(), ANN.email(), Approval.Decision.APPROVED, "");
        return (Outcome.Decided) decisions.consider(run, wish);
    }

    private void refused(String code, String sentence) {
        approve()
                .statusCode(409)
                .body("code", equalTo(code))
                .body("detail", containsString(sentence))
                .body("ask_again.method", equalTo("POST"))
                .body("ask_again.path", equalTo("/api/v1" + path("rerun")));
        assertThat(gate.now(run).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
    }

    private ValidatableResponse approve() {
        return ANN.post(path("approve"), Map.of()).then();
    }

    private String path(String what) {
        return "/projects/" + project + "/runs/" + run.id() + "/" + what;
    }
}
