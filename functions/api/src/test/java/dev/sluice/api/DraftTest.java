package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check and a simulation say of a draft what saving it would, to everybody who may ask. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DraftTest {
    private static final Caller ANN = Caller.as("ann@drafts.example.org");
    private static final Caller DEV = Caller.as("dev@drafts.example.org");
    private static final Caller EYE = Caller.as("eye@drafts.example.org");
    private static final String PRODUCTION = "Only an Admin can save this rule: it touches production.";

    private String project;

    @BeforeEach
    void project_with_all_kinds() {
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        ANN.newEnvironment(project, "production", "production");
        ANN.newEnvironment(project, "far", "staging", "https://other.example.org");
        member(DEV, "developer");
        member(EYE, "viewer");
    }

    @Test
    void a_bad_draft_has_the_same_errors_when_it_is_checked_or_tried_as_when_it_is_saved() {
        for (Map<String, Object> draft : bad()) {
            List<Map<String, String>> saved = errors(ANN.post(rules(), draft).then());
            assertThat(saved).as(draft.toString()).isNotEmpty();
            List<Map<String, String>> below = saved.stream()
                    .map(e -> Map.of("field", "rule." + e.get("field"), "message", e.get("message")))
                    .toList();
            for (Caller person : List.of(ANN, DEV, EYE)) {
                assertThat(errors(simulated(person, draft)))
                        .as(draft.toString())
                        .isEqualTo(below);
                checked(person, draft).body("errors", equalTo(below)).body("notes", empty());
            }
        }
    }

    @Test
    void a_good_draft_names_what_the_callers_role_may_not() {
        Map<String, Object> staging = Rules.push("staging");
        Map<String, Object> production = Rules.promotion("staging", "production");
        Map<String, Object> forks = Rules.rule(Map.of("type", "pr_open"), Rules.action("deploy", "staging"));
        forks.put("conditions", Map.of("allow_forks", true));
        for (Map<String, Object> draft : List.of(staging, production, forks)) {
            checked(ANN, draft).body("errors", empty()).body("notes", empty());
        }
        checked(DEV, staging).body("notes", empty());
        checked(DEV, production).body("notes", contains(PRODUCTION));
        checked(DEV, forks).body("notes", contains("Only an Admin can save this rule: it lets forks in."));
        checked(EYE, staging).body("notes", contains("Only a Developer or an Admin can save a rule."));
        checked(EYE, production).body("notes", contains("Only a Developer or an Admin can save a rule.", PRODUCTION));
        for (Map<String, Object> draft : List.of(production, forks)) {
            DEV.post(rules(), draft).then().statusCode(403);
        }
        DEV.post(rules(), staging).then().statusCode(201);
    }

    @Test
    void a_draft_that_leaves_production_still_needs_an_admin_where_it_replaces() {
        String id = ANN.newRule(project, Rules.push("production"));
        Map<String, Object> draft = Rules.push("staging");
        check(DEV, Map.of("rule", draft, "rule_id", id))
                .statusCode(200)
                .body(
                        "notes",
                        contains("Only an Admin can save this rule: the one that it replaces touches production."));
        DEV.put(rules() + "/" + id, draft).then().statusCode(403);
        checked(DEV, draft).body("notes", empty());
    }

    @Test
    void a_check_without_a_rule_or_of_an_unknown_one_is_bad_input() {
        check(DEV, Map.of()).statusCode(400).body("errors.field", contains("rule"));
        check(DEV, Map.of("rule", "push")).statusCode(400).body("errors.field", contains("rule"));
        check(DEV, Map.of("rule", Rules.push("staging"), "rule_id", "nobody", "deliveries", 20))
                .statusCode(400)
                .body("errors.field", contains("rule_id", "deliveries"));
    }

    private static List<Map<String, Object>> bad() {
        Map<String, Object> unnamed = with(Rules.push("staging"), "name", "");
        Map<String, Object> noPattern =
                Rules.rule(Map.of("type", "push", "branch_patterns", List.of()), Rules.action("deploy", "staging"));
        Map<String, Object> oddPattern = Rules.rule(
                Map.of("type", "push", "branch_patterns", List.of("!", "")), Rules.action("deploy", "staging"));
        Map<String, Object> nothing = Map.of();
        Map<String, Object> several = with(Rules.push("moon"), "repository", "other/repo");
        Map<String, Object> overProduction = Rules.rule(Map.of("type", "manual"), sourced("clone", "production"));
        Map<String, Object> outOfReach = Rules.rule(Map.of("type", "manual"), sourced("clone", "far"));
        Map<String, Object> forked = with(
                Rules.rule(Map.of("type", "pr_open"), Rules.action("deploy", "production")),
                "conditions",
                Map.of("allow_forks", true));
        Map<String, Object> untagged = Rules.rule(Map.of("type", "manual"), sourced("promote", "production"));
        Map<String, Object> deadlocked = Rules.gated(Rules.pushes(), "staging", true);
        Map<String, Object> odd = with(Rules.push("staging"), "cooldown", Map.of("minutes", -1, "mode", "nap"));
        Map<String, Object> unknown = with(Rules.push("staging"), "colour", "red");
        return Stream.of(
                        unnamed,
                        noPattern,
                        oddPattern,
                        nothing,
                        several,
                        overProduction,
                        outOfReach,
                        forked,
                        untagged,
                        deadlocked,
                        odd,
                        unknown)
                .toList();
    }

    private static Map<String, Object> sourced(String type, String target) {
        return with(Rules.action(type, target), "source_environment", "staging");
    }

    private static Map<String, Object> with(Map<String, Object> json, String field, Object value) {
        Map<String, Object> more = new HashMap<>(json);
        more.put(field, value);
        return more;
    }

    private ValidatableResponse checked(Caller person, Map<String, Object> draft) {
        return check(person, Map.of("rule", draft)).statusCode(200);
    }

    private ValidatableResponse check(Caller person, Map<String, Object> wish) {
        return person.post(rules() + "/check", wish).then();
    }

    private ValidatableResponse simulated(Caller person, Map<String, Object> draft) {
        return person.post(rules() + "/simulate", Map.of("rule", draft)).then();
    }

    private static List<Map<String, String>> errors(ValidatableResponse answer) {
        return answer.statusCode(400).extract().path("errors");
    }

    private String rules() {
        return "/projects/" + project + "/rules";
    }

    private void member(Caller person, String role) {
        ANN.put("/projects/" + project + "/members/" + person.email(), Map.of("role", role))
                .then()
                .statusCode(201);
    }
}
