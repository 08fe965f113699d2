package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.LittleAgent;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Run;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DeploymentTest {
    private static final Caller ANN = Caller.as("ann@deployments.example.org");
    private static final Caller EYE = Caller.as("eye@deployments.example.org");
    private static final int PIECE = 64 * 1024;

    @Inject
    Gate gate;

    private LittleAgent agent;
    private String project;

    @BeforeEach
    void project_on_an_agent() throws IOException {
        agent = new LittleAgent();
        agent.task("{\"task_id\":\"task-1\",\"status\":\"running\",\"progress_percent\":40,\"current_step\":\"build\","
                + "\"steps\":[{\"name\":\"fetch\",\"status\":\"completed\",\"started_at\":\"2026-01-02T03:04:05Z\"}],"
                + "\"log_url\":\"/elsewhere\"}");
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging", agent.url());
        ANN.put("/projects/" + project + "/members/" + EYE.email(), Map.of("role", "viewer"))
                .then()
                .statusCode(201);
    }

    @AfterEach
    void no_agent() {
        agent.close();
    }

    @Test
    void a_viewer_sees_how_far_the_platform_is_and_what_it_printed() {
        agent.printed("Fetching\n".getBytes(StandardCharsets.UTF_8), false);
        String path = path(run("task-1"));
        String answer = EYE.get(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("running"))
                .body("progress_percent", equalTo(40))
                .body("current_step", equalTo("build"))
                .body("steps.name", contains("fetch"))
                .body("steps[0].status", equalTo("completed"))
                .body("steps[0].finished_at", nullValue())
                .body("error", nullValue())
                .body("log.text", equalTo("Fetching\n"))
                .body("log.offset", equalTo(0))
                .body("log.next_offset", equalTo(9))
                .body("log.end", equalTo(false))
                .body("checked_at", notNullValue())
                .extract()
                .asString();
        assertThat(answer).doesNotContain("key-of-staging", agent.url());

        agent.printed("Fetching\nDone\n".getBytes(StandardCharsets.UTF_8), true);
        EYE.get(path + "?log_offset=9")
                .then()
                .body("log.text", equalTo("Done\n"))
                .body("log.end", equalTo(true));
        EYE.get(path + "?log_offset=99")
                .then()
                .body("log.text", equalTo(""))
                .body("log.offset", equalTo(14))
                .body("log.end", equalTo(true));
    }

    @Test
    void a_long_log_comes_in_pieces_that_never_cut_a_character() {
        String line = "Grüße an die Kasse €🛒\n";
        String whole = line.repeat(3 * PIECE / line.getBytes(StandardCharsets.UTF_8).length);
        agent.printed(whole.getBytes(StandardCharsets.UTF_8), true);
        String path = path(run("task-1"));
        StringBuilder read = new StringBuilder();
        int offset = 0;
        boolean end = false;
        for (int piece = 0; !end && piece < 10; piece++) {
            var log = EYE.get(path + "?log_offset=" + offset)
                    .then()
                    .statusCode(200)
                    .extract();
            String text = log.path("log.text");
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, PIECE);
            read.append(text);
            offset = log.path("log.next_offset");
            end = log.path("log.end");
        }
        assertThat(read.toString()).isEqualTo(whole);
    }

    @Test
    void a_character_that_is_only_begun_waits_for_its_rest() {
        byte[] till = "Kasse €".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        begun.write(till, 0, till.length - 1);
        agent.printed(begun.toByteArray(), false);
        String path = path(run("task-1"));
        EYE.get(path).then().body("log.text", equalTo("Kasse ")).body("log.next_offset", equalTo(6));
        agent.printed(till, true);
        EYE.get(path + "?log_offset=6").then().body("log.text", equalTo("€")).body("log.end", equalTo(true));
    }

    @Test
    void a_failed_task_gives_the_platforms_sentence() {
        agent.task("{\"status\":\"failed\",\"error\":\"build_failed\",\"error_message\":\"make ended with 2\"}");
        EYE.get(path(run("task-1")))
                .then()
                .body("status", equalTo("failed"))
                .body("error", equalTo("make ended with 2"))
                .body("progress_percent", nullValue())
                .body("steps", empty());
    }

    @Test
    void a_run_without_a_task_has_not_started_and_no_platform_is_asked() {
        EYE.get(path(run("")))
                .then()
                .statusCode(200)
                .body("status", equalTo("not_started"))
                .body("log", nullValue());
        assertThat(agent.asked()).isEmpty();
    }

    @Test
    void a_platform_without_a_log_gives_none() {
        Map<String, Object> platform = Map.of("type", "oec", "key", "oec_live_rw_staging");
        ANN.patch("/projects/" + project + "/environments/staging", Map.of("platform", platform))
                .then()
                .statusCode(200);
        EYE.get(path(run("task-1")))
                .then()
                .statusCode(200)
                .body("status", equalTo("running"))
                .body("log", nullValue());
        assertThat(agent.asked()).containsExactly("/api/public/v1/deployments/task-1");
    }

    @Test
    void what_the_platform_does_not_say_is_a_problem_with_a_sentence() {
        String path = path(run("task-1"));
        EYE.get(path(run("another"))).then().statusCode(410).body("code", equalTo("deployment_gone"));
        unavailable(EYE.get(path(run("task-moved"))).then(), "status 302");
        ANN.patch("/projects/" + project + "/environments/staging", Map.of("platform", Map.of("key", "wrong")));
        unavailable(EYE.get(path).then(), "does not accept the stored key");
        agent.close();
        unavailable(EYE.get(path).then(), "does not answer");
    }

    @Test
    void the_task_of_a_run_cannot_lead_the_question_elsewhere() {
        EYE.get(path(run("../environments/env-staging"))).then().statusCode(410);
        assertThat(agent.asked()).containsExactly("/api/public/v1/deployments/..%2Fenvironments%2Fenv-staging");
    }

    @Test
    void an_offset_that_is_no_number_of_bytes_is_refused() {
        String path = path(run("task-1"));
        for (String offset : new String[] {"-1", "x", "1e3", "9999999999999999"}) {
            EYE.get(path + "?log_offset=" + offset).then().statusCode(400).body("errors.field", contains("log_offset"));
        }
    }

    private void unavailable(ValidatableResponse answer, String sentence) {
        answer.statusCode(502)
                .body("code", equalTo("platform_unavailable"))
                .body("detail", containsString(sentence))
                .body("detail", not(containsString(agent.url())));
    }

    private String path(Run run) {
        return "/projects/" + project + "/runs/" + run.id() + "/deployment";
    }

    private Run run(String task) {
        String rule = ANN.newRule(project, Rules.push("staging"));
        Run queued = gate.queued(project, rule, Ask.about(Told.push("main")));
        Run run = task.isEmpty()
                ? queued
                : queued.edit()
                        .deployment(new Deployment(task, "http://agent/task", Optional.empty(), "http://agent/log"))
                        .build();
        gate.save(run);
        return run;
    }
}
