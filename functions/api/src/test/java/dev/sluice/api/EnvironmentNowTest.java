package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.LittleAgent;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.TimelineEntry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an environment's card shows: the build and how it came, who acts on it, and how the platform says that it is. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class EnvironmentNowTest {
    private static final Caller ANN = Caller.as("ann@cards.example.org");

    @Inject
    Gate gate;

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private LittleAgent agent;
    private String project;
    private String environments;

    @BeforeEach
    void two_environments() throws IOException {
        agent = new LittleAgent();
        project = ANN.newProject();
        environments = "/projects/" + project + "/environments";
        ANN.newEnvironment(project, "staging", "staging", agent.url());
        ANN.newEnvironment(project, "production", "production", agent.url());
    }

    @AfterEach
    void no_agent() {
        agent.close();
    }

    @Test
    void an_environment_says_which_run_put_its_build_there() {
        ANN.get(environments + "/staging")
                .then()
                .body("deployed", nullValue())
                .body("lane.holder", nullValue())
                .body("lane.waiting", equalTo(0));
        Run run = run();
        gate.save(gate.environment(project, "staging").withBuild(Gate.BUILD, Arrival.by(run, then)));
        ANN.get(environments + "/staging")
                .then()
                .statusCode(200)
                .body("build.id", equalTo("b-12"))
                .body("deployed.run_id", equalTo(run.id().value()))
                .body("deployed.rule.id", equalTo(run.rule().id().value()))
                .body("deployed.rule.name", equalTo("A rule"))
                .body("deployed.at", equalTo(then.toString()))
                .body("deployed.by", equalTo("octocat"))
                .body("deployed.commit_subject", equalTo("Fix the till"));
        ANN.get(environments).then().body("items.find { it.id == 'staging' }.deployed.by", equalTo("octocat"));

        ANN.patch(environments + "/staging", Map.of("name", "Stage"))
                .then()
                .statusCode(200)
                .body("deployed.run_id", equalTo(run.id().value()));
    }

    @Test
    void an_environment_says_who_acts_on_it_and_how_many_wait() {
        Run run = run().noted(TimelineEntry.of(then, "entered_lane", "staging"));
        gate.save(run);
        Lane lane = Lane.free(new ProjectId(project), new EnvironmentId("staging"));
        gate.save(
                lane.waiter(new RunId("01NEXT")),
                lane.numberTaken().waiter(new RunId("01LAST")),
                lane.numberTaken().numberTaken().heldBy(run.id(), then));
        String staging = "items.find { it.id == 'staging' }.lane.";
        ANN.get(environments)
                .then()
                .statusCode(200)
                .body(staging + "holder.run_id", equalTo(run.id().value()))
                .body(staging + "holder.rule_name", equalTo("A rule"))
                .body(staging + "holder.since", equalTo(then.toString()))
                .body(staging + "waiting", equalTo(2))
                .body("items.find { it.id == 'production' }.lane.holder", nullValue());
        ANN.get(environments + "/staging").then().body("lane.waiting", equalTo(2));
    }

    @Test
    void the_platform_is_asked_how_an_environment_is() {
        agent.runs(Gate.BUILD);
        agent.is("deploying");
        ANN.get(environments + "/staging/status")
                .then()
                .statusCode(200)
                .body("status", equalTo("deploying"))
                .body("build.id", equalTo("b-12"))
                .body("checked_at", notNullValue())
                .body("message", nullValue());
    }

    @Test
    void oec_sh_is_asked_at_its_own_path_and_understood_in_its_own_words() {
        ANN.patch(environments + "/staging", Map.of("platform", Map.of("type", "oec", "key", "oec_live_rw_staging")))
                .then()
                .statusCode(200);
        agent.is("cloning");
        ANN.get(environments + "/staging/status")
                .then()
                .statusCode(200)
                .body("status", equalTo("deploying"))
                .body("build", nullValue())
                .body("message", nullValue());
        assertThat(agent.asked()).containsExactly("/api/public/v1/environments/env-staging/status");
    }

    @Test
    void an_environment_whose_platform_does_not_say_is_unknown_with_the_reason() {
        agent.is("on holiday");
        unknown("staging", "names no status");
        unknown("production", "does not accept the stored key");
        agent.close();
        unknown("staging", "does not answer");
    }

    private void unknown(String environment, String why) {
        String answer = ANN.get(environments + "/" + environment + "/status")
                .then()
                .statusCode(200)
                .body("status", equalTo("unknown"))
                .body("message", containsString(why))
                .extract()
                .asString();
        assertThat(answer).doesNotContain(agent.url(), "key-of");
    }

    private Run run() {
        return gate.queued(project, ANN.newRule(project, Rules.push("staging")), Ask.about(Told.push("main")));
    }
}
