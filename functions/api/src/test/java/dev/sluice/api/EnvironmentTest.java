package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.store.ProjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class EnvironmentTest {
    private static final Caller ANN = Caller.as("ann@environments.example.org");

    @Inject
    ProjectStore projects;

    @Inject
    Vault vault;

    @Test
    void the_platforms_key_is_stored_sealed_and_never_shown() {
        String project = ANN.newProject();
        var made = ANN.post(environments(project), Caller.environment("staging", "staging", "http://127.0.0.1:8090/"))
                .then()
                .statusCode(201)
                .body("platform.url", equalTo("http://127.0.0.1:8090"))
                .body("platform.key_set", equalTo(true))
                .body("build", nullValue())
                .extract();
        assertThat(made.asString()).doesNotContain("key-of-staging");
        assertThat(ANN.get(environments(project)).asString())
                .contains("\"staging\"")
                .doesNotContain("key-of-staging");
        assertThat(keyOf(project)).isEqualTo("key-of-staging");
    }

    @Test
    void all_that_is_wrong_with_an_environment_is_said_at_once_and_no_value_is_repeated() {
        Map<String, Object> wrong = Caller.environment("Staging!", "moon", "ftp://example.org");
        platform(wrong).put("key", "secret with spaces");
        platform(wrong).put("environment_id", "../../admin");
        platform(wrong).put("port", 1);
        var refused = ANN.post(environments(ANN.newProject()), wrong)
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        hasItems(
                                "id",
                                "kind",
                                "platform.url",
                                "platform.key",
                                "platform.environment_id",
                                "platform.port"));
        assertThat(refused.extract().asString()).doesNotContain("secret with spaces");
    }

    @Test
    void a_platforms_address_has_no_user_and_no_query() {
        String project = ANN.newProject();
        for (String url : new String[] {"http://u:p@example.org", "http://example.org/?a=b", "https:///x", "//x"}) {
            ANN.post(environments(project), Caller.environment("e", "staging", url))
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("platform.url"));
        }
    }

    @Test
    void an_environment_changes_where_the_body_says_so_and_nowhere_else() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String path = environments(project) + "/staging";
        ANN.patch(path, Map.of("name", "Stage", "url", "https://stage.example.org"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Stage"))
                .body("kind", equalTo("staging"))
                .body("platform.environment_id", equalTo("env-staging"));
        assertThat(keyOf(project)).isEqualTo("key-of-staging");
        Map<String, Object> without = new HashMap<>();
        without.put("url", null);
        ANN.patch(path, without).then().statusCode(200).body("url", nullValue()).body("name", equalTo("Stage"));
        ANN.patch(path, Map.of("platform", Map.of("key", "another"))).then().statusCode(200);
        assertThat(keyOf(project)).isEqualTo("another");
    }

    @Test
    void the_stored_key_does_not_follow_to_another_address() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String path = environments(project) + "/staging";
        ANN.patch(path, Map.of("platform", Map.of("url", "https://evil.example.org")))
                .then()
                .statusCode(400)
                .body("errors.field", contains("platform.key"));
        ANN.patch(path, Map.of("platform", Map.of("url", "https://good.example.org", "key", "new")))
                .then()
                .statusCode(200);
    }

    @Test
    void an_environment_that_a_rule_names_stays() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String rule = ANN.newRule(project, Rules.push("staging"));
        ANN.delete(environments(project) + "/staging")
                .then()
                .statusCode(409)
                .body("code", equalTo("environment_in_use"))
                .body("detail", containsString(rule));
        ANN.delete("/projects/" + project + "/rules/" + rule).then().statusCode(204);
        ANN.delete(environments(project) + "/staging").then().statusCode(204);
        ANN.get(environments(project) + "/staging").then().statusCode(404);
    }

    @Test
    void a_clones_target_does_not_become_production() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "live", "production");
        ANN.newEnvironment(project, "staging", "staging");
        Map<String, Object> action = Rules.action("clone", "staging");
        action.put("source_environment", "live");
        ANN.newRule(project, Rules.rule(Map.of("type", "manual"), action));
        ANN.patch(environments(project) + "/staging", Map.of("kind", "production"))
                .then()
                .statusCode(409)
                .body("code", equalTo("rules_would_break"));
    }

    @Test
    void the_target_of_a_rule_that_lets_forks_in_does_not_become_production() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        Map<String, Object> rule = Rules.rule(Map.of("type", "pr_open"), Rules.action("deploy", "staging"));
        rule.put("conditions", Map.of("allow_forks", true));
        ANN.newRule(project, rule);
        ANN.patch("/projects/" + project + "/environments/staging", Map.of("kind", "production"))
                .then()
                .statusCode(409)
                .body("code", equalTo("rules_would_break"))
                .body("detail", containsString("A rule ("))
                .body("detail", containsString("allow_forks"));
    }

    @Test
    void an_environment_on_oec_takes_a_key_with_full_access_and_no_other_and_none_is_repeated() {
        String project = ANN.newProject();
        Map<String, Object> environment = onOec("staging", "staging");
        for (String key : new String[] {"oec_live_ro_abc123", "oec_test_rw_abc123", "oec_live_rw_", "agents-key"}) {
            platform(environment).put("key", key);
            var refused = ANN.post(environments(project), environment)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("platform.key"))
                    .body("errors[0].message", containsString("oec_live_rw_ and letters"));
            assertThat(refused.extract().asString()).doesNotContain("abc123").doesNotContain("agents-key");
        }
        platform(environment).put("key", "oec_live_rw_Abc-123_x");
        ANN.post(environments(project), environment)
                .then()
                .statusCode(201)
                .body("platform.type", equalTo("oec"))
                .body("platform.key_set", equalTo(true));
        assertThat(keyOf(project)).isEqualTo("oec_live_rw_Abc-123_x");
        assertThat(ANN.get(environments(project)).asString()).doesNotContain("Abc-123");
    }

    @Test
    void the_stored_key_does_not_follow_to_another_type_of_platform() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String path = environments(project) + "/staging";
        ANN.patch(path, Map.of("platform", Map.of("type", "oec")))
                .then()
                .statusCode(400)
                .body("errors.field", contains("platform.key"))
                .body("errors[0].message", containsString("another type"));
        ANN.patch(path, Map.of("platform", Map.of("type", "oec", "key", "oec_live_rw_x")))
                .then()
                .statusCode(200);
        ANN.patch(path, Map.of("platform", Map.of("key", "agents-key"))).then().statusCode(400);
    }

    @Test
    void what_a_rule_clones_or_promotes_does_not_move_to_oec() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "live", "production");
        ANN.newEnvironment(project, "staging", "staging");
        ANN.newRule(project, Rules.promotion("staging", "live"));
        for (String environment : new String[] {"staging", "live"}) {
            ANN.patch(
                            environments(project) + "/" + environment,
                            Map.of("platform", Map.of("type", "oec", "key", "oec_live_rw_x")))
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("rules_would_break"))
                    .body("detail", containsString("The public API v1 of oec.sh has neither promote nor clone."));
        }
    }

    @Test
    void an_environments_id_is_given_once() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        ANN.post(environments(project), Caller.environment("staging", "staging", "http://127.0.0.1:1"))
                .then()
                .statusCode(409);
    }

    private String keyOf(String project) {
        Environment staging = projects.environment(new ProjectId(project), new EnvironmentId("staging"))
                .orElseThrow();
        return vault.open(
                        Environment.keyPurpose(staging.project(), staging.id()),
                        staging.platform().key())
                .reveal();
    }

    private static String environments(String project) {
        return "/projects/" + project + "/environments";
    }

    private static Map<String, Object> onOec(String id, String kind) {
        Map<String, Object> environment = Caller.environment(id, kind, "https://api.oec.example");
        platform(environment).put("type", "oec");
        return environment;
    }

    @SuppressWarnings("unchecked") // Caller.environment made it so
    private static Map<String, Object> platform(Map<String, Object> environment) {
        return (Map<String, Object>) environment.get("platform");
    }
}
