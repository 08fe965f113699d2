package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RuleTest {
    private static final Caller ANN = Caller.as("ann@rules.example.org");

    @Inject
    ProjectStore projects;

    @Inject
    Commits commits;

    @Test
    void a_gate_that_nobody_could_pass_is_refused() {
        String mine = ANN.newProject();
        String rules = "/projects/" + mine + "/rules";
        ANN.newEnvironment(mine, "production", "production");
        Map<String, Object> pushed = Rules.gated(Rules.pushes(), "production", true);
        Map<String, Object> pressed = Rules.gated(Map.of("type", "manual"), "production", true);
        for (Map<String, Object> rule : List.of(pushed, pressed)) {
            ANN.post(rules, rule)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("approval.prevent_self_approval"))
                    .body("errors[0].message", containsString("Nobody could pass this gate"));
        }
        String open = ANN.newRule(mine, Rules.gated(Rules.pushes(), "production", false));
        ANN.put(rules + "/" + open, pushed).then().statusCode(400);
        ANN.put(
                "/projects/" + mine + "/members/" + ANN.email(),
                Map.of("role", "admin", "logins", Map.of("github", "ann")));
        ANN.put("/projects/" + mine + "/members/second@example.org", Map.of("role", "admin"));
        ANN.put(rules + "/" + open, pushed).then().statusCode(200);
        ANN.newRule(mine, pressed);
    }

    @Test
    void a_rule_comes_back_with_every_default_spelled_out() {
        String project = shop();
        var made = ANN.post(rules(project), Rules.push("staging"))
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("enabled", equalTo(true))
                .body("trigger.branch_patterns", contains("main"))
                .body("conditions.on_unknown_paths", equalTo("fire"))
                .body("cooldown.mode", equalTo("skip"))
                .body("action.force", equalTo(true))
                .body("updated_by", equalTo(ANN.email()))
                .body("state.breaker.open", equalTo(false))
                .body("state.cooldown_until", nullValue())
                .extract();
        String id = made.path("id");
        assertThat(made.header("Location")).isEqualTo("/api/v1" + rules(project) + "/" + id);
        assertThat(ANN.get(rules(project) + "/" + id).asString()).isEqualTo(made.asString());
    }

    @Test
    void all_that_is_wrong_with_a_rule_is_said_at_once() {
        Map<String, Object> wrong = Rules.push("staging");
        wrong.put("name", "");
        wrong.put("cooldown", Map.of("minutes", -1));
        wrong.put("colour", "red");
        ANN.post(rules(shop()), wrong)
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("name", "cooldown.minutes", "colour"));
    }

    @Test
    void a_rule_that_does_not_fit_its_project_is_refused() {
        Map<String, Object> wrong = Rules.push("moon");
        wrong.put("repository", "other/repo");
        ANN.post(rules(shop()), wrong)
                .then()
                .statusCode(400)
                .body("errors.field", contains("repository", "action.target_environment"));
    }

    @Test
    void each_save_raises_the_version() {
        String project = shop();
        String path = rules(project) + "/" + ANN.newRule(project, Rules.push("staging"));
        Map<String, Object> other = Rules.push("staging");
        other.put("name", "Another name");
        ANN.put(path, other).then().statusCode(200).header("ETag", "\"2\"").body("name", equalTo("Another name"));
        ANN.get(path).then().body("version", equalTo(2)).body("created_at", notNullValue());
    }

    @Test
    void a_save_onto_a_version_that_is_gone_is_refused() {
        String project = shop();
        String path = rules(project) + "/" + ANN.newRule(project, Rules.push("staging"));
        ANN.json(Rules.push("staging"))
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(200);
        ANN.json(Rules.push("staging"))
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(412)
                .body("detail", containsString("version 2"));
        ANN.json(Rules.push("staging")).header("If-Match", "*").put(path).then().statusCode(200);
    }

    @Test
    void rules_come_in_pages_in_the_order_of_their_creation() {
        String project = shop();
        List<String> made = List.of(
                ANN.newRule(project, Rules.push("staging")),
                ANN.newRule(project, Rules.push("staging")),
                ANN.newRule(project, Rules.push("staging")));
        var first = ANN.get(rules(project) + "?limit=2").then().statusCode(200).extract();
        List<String> seen = new java.util.ArrayList<>(first.path("items.id"));
        var second = ANN.request()
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("next_cursor"))
                .get(rules(project))
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .extract();
        seen.addAll(second.path("items.id"));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).isSorted();
    }

    @Test
    void enabling_closes_the_breaker_and_starts_a_new_epoch() {
        String project = shop();
        String id = ANN.newRule(project, Rules.push("staging"));
        RuleState tripped = RuleState.fresh(new ProjectId(project), new RuleId(id))
                .failed(new RunId("01RUN"), 1, Instant.now())
                .claimed(new RunId("01RUN"), Instant.now().plusSeconds(600));
        assertThat(commits.commit(Write.save(tripped)).done()).isTrue();
        String path = rules(project) + "/" + id;
        ANN.get(path)
                .then()
                .body("state.breaker.open", equalTo(true))
                .body("state.breaker.failures", equalTo(1))
                .body("state.breaker.reason", containsString("01RUN"))
                .body("state.cooldown_until", notNullValue());

        ANN.post(path + "/enable")
                .then()
                .statusCode(200)
                .body("state.breaker.open", equalTo(false))
                .body("state.breaker.failures", equalTo(0))
                .body("version", equalTo(1));
        RuleState then = projects.ruleState(new ProjectId(project), new RuleId(id));
        assertThat(then.epoch()).isEqualTo(1);
        assertThat(then.claim()).isPresent();
    }

    @Test
    void a_rule_is_turned_off_and_on_as_often_as_asked() {
        String project = shop();
        String path = rules(project) + "/" + ANN.newRule(project, Rules.push("staging"));
        ANN.post(path + "/disable").then().statusCode(200).body("enabled", equalTo(false));
        ANN.post(path + "/disable").then().statusCode(200).body("version", equalTo(2));
        ANN.post(path + "/enable").then().statusCode(200).body("enabled", equalTo(true));
        ANN.post(path + "/enable").then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void a_deleted_rule_is_gone_with_its_state() {
        String project = shop();
        String id = ANN.newRule(project, Rules.push("staging"));
        RuleState failed =
                RuleState.fresh(new ProjectId(project), new RuleId(id)).failed(new RunId("01RUN"), 0, Instant.now());
        commits.commit(Write.save(failed));
        ANN.delete(rules(project) + "/" + id).then().statusCode(204);
        ANN.get(rules(project) + "/" + id).then().statusCode(404);
        assertThat(projects.ruleState(new ProjectId(project), new RuleId(id)).revision())
                .isZero();
    }

    @Test
    void a_clone_into_a_production_target_is_refused() {
        String project = shop();
        ANN.newEnvironment(project, "production", "production");
        ANN.post(rules(project), cloning("staging", "production"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("action.target_environment"))
                .body("errors[0].message", containsString("Not a production environment"));
        String rule = ANN.newRule(project, cloning("production", "staging"));
        ANN.put(rules(project) + "/" + rule, cloning("staging", "production"))
                .then()
                .statusCode(400);
    }

    @Test
    void nothing_is_promoted_or_cloned_to_or_from_oec_since_its_api_has_neither() {
        String project = shop();
        ANN.newEnvironmentOnOec(project, "cloud", "staging");
        ANN.newEnvironmentOnOec(project, "nearby", "staging");
        List<Map<String, Object>> impossible = List.of(
                Rules.promotion("nearby", "cloud"),
                cloning("nearby", "cloud"),
                Rules.promotion("cloud", "staging"),
                cloning("staging", "cloud"));
        for (Map<String, Object> rule : impossible) {
            ANN.post(rules(project), rule)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("action.type"))
                    .body(
                            "errors[0].message",
                            equalTo("deploy or quick_update. The public API v1 of oec.sh has neither promote nor"
                                    + " clone."));
        }
        ANN.newRule(project, Rules.push("cloud"));
        ANN.newRule(project, Rules.manual("quick_update", "cloud"));
    }

    @Test
    void a_source_on_another_platform_than_the_target_is_refused() {
        String project = shop();
        ANN.newEnvironment(project, "production", "production", "https://other.example.org");
        ANN.post(rules(project), Rules.promotion("staging", "production"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("action.source_environment"))
                .body("errors[0].message", containsString("neither platform reaches the other"));
    }

    @Test
    void each_template_is_a_rule_that_a_project_takes() {
        String project = shop();
        ANN.newEnvironment(project, "development", "development");
        ANN.newEnvironment(project, "production", "production");
        List<Map<String, Object>> templates =
                ANN.get("/templates").then().statusCode(200).extract().path("items.rule");
        assertThat(templates).hasSize(6);
        templates.forEach(rule -> ANN.newRule(project, new HashMap<>(rule)));
    }

    private static String shop() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        return project;
    }

    private static Map<String, Object> cloning(String source, String target) {
        Map<String, Object> action = Rules.action("clone", target);
        action.put("source_environment", source);
        return Rules.rule(Map.of("type", "manual"), action);
    }

    private static String rules(String project) {
        return "/projects/" + project + "/rules";
    }
}
