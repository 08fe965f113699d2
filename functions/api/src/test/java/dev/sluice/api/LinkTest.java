package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.LittleAgent;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class LinkTest {
    private static final Caller ANN = Caller.as("ann@link.example.org");
    private static final Caller BOB = Caller.as("bob@link.example.org");

    @Inject
    Gate gate;

    private LittleAgent agent;
    private String project;
    private String rule;
    private Run run;
    private String link;

    @BeforeEach
    void a_link_to_a_promotion_that_waits() throws IOException {
        agent = new LittleAgent();
        agent.runs(Gate.BUILD);
        project = ANN.newProject();
        ANN.put("/projects/" + project + "/members/" + BOB.email(), Map.of("role", "admin"));
        ANN.newEnvironment(project, "staging", "staging", agent.url());
        ANN.newEnvironment(project, "production", "production", agent.url());
        rule = ANN.newRule(project, Rules.promotion("staging", "production"));
        run = gate.waiting(project, rule, Ask.about(Told.tag("v1.2.0")).frozen(Gate.BUILD));
        link = "/approvals/" + gate.link(run, BOB.email());
    }

    @AfterEach
    void no_agent() {
        agent.close();
    }

    @Test
    void the_page_says_what_will_happen_without_scripts_and_leaves_no_trace() {
        String page = open(link)
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("script")))
                .extract()
                .asString();
        assertThat(page)
                .contains("Release &lt;b&gt;on tag&lt;/b&gt;", "aaaaaaaaaaaa", "Fix the till", "Kim Kassenwart")
                .contains(
                        "b-12", "b-7", "staging", "production", "3 commits", "octocat", "v1.2.0", "UTC (in 56 minutes)")
                .contains("value=\"approve\"", "value=\"reject\"")
                .doesNotContain("<b>", "<script", "<style", link);
        given().get("/approval.css").then().statusCode(200);
    }

    @Test
    void opening_the_link_changes_nothing() {
        open(link).statusCode(200);
        given().head(link).then().statusCode(200);
        given().accept("application/json").get(link).then().statusCode(200).body("status", equalTo("pending_approval"));
        assertThat(gate.now(run)).isEqualTo(run);
        assertThat(gate.execution(run).status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void a_form_decides_and_the_browser_is_sent_to_the_page_that_says_so() {
        String location = form("decision", "approve", "comment", "Ship <it> & \r\nrest")
                .statusCode(303)
                .header("Cache-Control", "no-store")
                .extract()
                .header("Location");
        assertThat(location).endsWith(link);
        assertThat(gate.ended(run).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(gate.now(run).timeline().get(1).detail()).isEqualTo("Ship <it> & \nrest");
        open(link)
                .statusCode(410)
                .body(containsString("Approved by you on "), containsString("Ship &lt;it&gt; &amp;"))
                .body(not(containsString("<button")));
    }

    @Test
    void json_decides_as_well() {
        json(Map.of("decision", "reject", "comment", "No"))
                .statusCode(200)
                .contentType("application/json")
                .body("status", equalTo("rejected"))
                .body("approval.decided_by", equalTo(BOB.email()));
        assertThat(gate.ended(run).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void a_link_is_good_for_one_decision() {
        String anns = "/approvals/" + gate.link(run, ANN.email());
        json(Map.of("decision", "approve")).statusCode(200);
        json(Map.of("decision", "reject"))
                .statusCode(410)
                .body("code", equalTo("already_decided"))
                .body("decided_by", equalTo(BOB.email()));
        form("decision", "reject").statusCode(410).body(containsString("Approved by you"));
        open(anns).statusCode(410).body(containsString("Approved by " + BOB.email()));
        assertThat(gate.now(run).status()).isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void a_link_that_was_cut_or_never_was_one_leads_nowhere() {
        for (String token : List.of("x", link.substring(11, 40), "A".repeat(43), "%20", "\u00e9")) {
            given().urlEncodingEnabled(false)
                    .get("/approvals/" + token)
                    .then()
                    .statusCode(404)
                    .body(not(containsString(project)), not(containsString("till")));
        }
        given().urlEncodingEnabled(false)
                .get("/approvals/a%2Fb")
                .then()
                .statusCode(401); // no more than one part is open
        String foreign = "/approvals/" + "A".repeat(43);
        open(foreign).statusCode(404).body(containsString("This link leads nowhere"));
        given().contentType("application/json")
                .body(Map.of("decision", "approve"))
                .post(foreign)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    @Test
    void a_late_link_says_so() {
        Run late = gate.waiting(project, rule, Ask.about(Told.tag("v1")).asked(Duration.ofHours(2)));
        link = "/approvals/" + gate.link(late, BOB.email());
        open(link).statusCode(410).body(containsString("Too late to decide"), not(containsString("<button")));
        form("decision", "approve").statusCode(410);
        json(Map.of("decision", "approve")).statusCode(410).body("code", equalTo("approval_expired"));
        assertThat(gate.now(late)).isEqualTo(late);
    }

    @Test
    void a_link_to_a_run_that_a_newer_one_replaced_says_so() {
        gate.save(run.superseded(new RunId("01NEWER"), Instant.now()).orElseThrow());
        open(link).statusCode(410).body(containsString("A newer run took its place"), containsString("01NEWER"));
        json(Map.of("decision", "approve")).statusCode(410).body("superseded_by.run_id", equalTo("01NEWER"));
    }

    @Test
    void whoever_is_no_admin_any_more_decides_nothing_and_learns_nothing() {
        ANN.put("/projects/" + project + "/members/" + BOB.email(), Map.of("role", "developer"));
        String page = open(link).statusCode(403).extract().asString();
        assertThat(page).contains("not yours to decide any more").doesNotContain("till", "production", "<button");
        form("decision", "approve").statusCode(403);
        json(Map.of("decision", "approve")).statusCode(403).body("code", equalTo("forbidden"));
        ANN.delete("/projects/" + project + "/members/" + BOB.email());
        open(link).statusCode(403);
        assertThat(gate.now(run)).isEqualTo(run);
    }

    @Test
    void what_has_changed_can_only_be_rejected_and_the_page_says_why() {
        gate.moveRef(run, "d".repeat(40));
        open(link)
                .statusCode(200)
                .body(containsString("v1.2.0 was moved"), not(containsString("value=\"approve\"")))
                .body(containsString("value=\"reject\""));
        form("decision", "approve").statusCode(409).body(containsString("v1.2.0 was moved"));
        json(Map.of("decision", "approve")).statusCode(409).body("ask_again.method", equalTo("POST"));
        form("decision", "reject").statusCode(303);
    }

    @Test
    void a_silent_platform_decides_nothing_and_what_was_written_stays() {
        agent.close();
        form("decision", "approve", "comment", "Written with care")
                .statusCode(502)
                .body(containsString("Nothing was decided"), containsString("Written with care"));
        assertThat(gate.now(run)).isEqualTo(run);
    }

    @Test
    void the_one_who_pressed_run_sees_why_the_link_is_not_for_them() {
        String guarded = ANN.newRule(project, Rules.gated(Map.of("type", "manual"), "production", true));
        Run own = gate.waiting(project, guarded, Ask.about(Told.pressed(BOB.email())));
        link = "/approvals/" + gate.link(own, BOB.email());
        open(link).statusCode(403).body(containsString("prevent_self_approval"), not(containsString("<button")));
        form("decision", "approve").statusCode(403);
    }

    @Test
    void what_is_not_the_pages_form_is_refused() {
        form("decision", "approve", "force", "true").statusCode(400).body(containsString("force: Unknown field"));
        form("decision", "perhaps", "comment", "Kept")
                .statusCode(400)
                .body(containsString("approve, reject"), containsString("Kept"));
        form("comment", "x").statusCode(400).body(containsString("decision: Required"));
        form("decision", "approve", "comment", "x".repeat(1001)).statusCode(400);
        form("decision", "approve", "comment", "x".repeat(20_000)).statusCode(413);
        posted("decision=approve&decision=reject").statusCode(400);
        posted("decision=%zz").statusCode(400);
        json(Map.of("decision", "approve", "by", "ann")).statusCode(400).body("errors.field", contains("by"));
        given().contentType("text/plain")
                .body("decision=approve")
                .post(link)
                .then()
                .statusCode(415);
        given().put(link).then().statusCode(405);
        assertThat(gate.now(run)).isEqualTo(run);
        form("decision", "approve", "comment", "\u20ac".repeat(1000)).statusCode(303);
    }

    private static ValidatableResponse open(String link) {
        return given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(link)
                .then();
    }

    private ValidatableResponse form(String... namesAndValues) {
        RequestSpecification request = given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .accept("text/html,*/*;q=0.8")
                .redirects()
                .follow(false);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.formParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.post(link).then();
    }

    private ValidatableResponse posted(String body) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(body)
                .post(link)
                .then();
    }

    private ValidatableResponse json(Map<String, Object> body) {
        return given().contentType("application/json").body(body).post(link).then();
    }
}
