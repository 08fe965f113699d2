package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: one row per path and verb, one column per person. Rows that change something come back to where they began. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RolesTest {
    private static final Caller ADMIN = Caller.as("admin@roles.example.org");
    private static final Caller DEVELOPER = Caller.as("developer@roles.example.org");
    private static final Caller VIEWER = Caller.as("viewer@roles.example.org");
    private static final Caller STRANGER = Caller.as("stranger@roles.example.org");

    private static final Map<String, Object> BODIES = Map.of(
            "project", Map.of("name", "Shop"),
            "member", Map.of("role", "viewer"),
            "environment", Map.of("name", "Staging"),
            "staging_rule", Rules.push("staging"),
            "production_rule", Rules.push("production"),
            "from_production_rule", fromProduction(),
            "forks_rule", allowingForks(),
            "nothing", Map.of());

    @ParameterizedTest(name = "{0} {1} with {2}: viewer {3}, developer {4}, admin {5}, a stranger 404")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        GET    | /projects/P                          | -                    | 200 | 200 | 200
        PATCH  | /projects/P                          | project              | 403 | 403 | 200
        GET    | /projects/P/members                  | -                    | 403 | 403 | 200
        PUT    | /projects/P/members/new@example.org  | member               | 403 | 403 | 2xx
        DELETE | /projects/P/members/nobody@x.org     | -                    | 403 | 403 | 404
        GET    | /projects/P/environments             | -                    | 200 | 200 | 200
        GET    | /projects/P/environments/staging     | -                    | 200 | 200 | 200
        POST   | /projects/P/environments             | environment          | 403 | 403 | 400
        PATCH  | /projects/P/environments/staging     | environment          | 403 | 403 | 200
        DELETE | /projects/P/environments/none        | -                    | 403 | 403 | 404
        GET    | /projects/P/hooks                    | -                    | 403 | 403 | 200
        POST   | /projects/P/hooks/gitlab/rotate      | -                    | 403 | 403 | 200
        GET    | /projects/P/rules                    | -                    | 200 | 200 | 200
        GET    | /projects/P/rules/S                  | -                    | 200 | 200 | 200
        POST   | /projects/P/rules                    | staging_rule         | 403 | 201 | 201
        POST   | /projects/P/rules                    | production_rule      | 403 | 403 | 201
        POST   | /projects/P/rules                    | from_production_rule | 403 | 403 | 201
        POST   | /projects/P/rules                    | forks_rule           | 403 | 403 | 201
        PUT    | /projects/P/rules/S                  | staging_rule         | 403 | 200 | 200
        PUT    | /projects/P/rules/S                  | production_rule      | 403 | 403 | 2xx
        PUT    | /projects/P/rules/Q                  | staging_rule         | 403 | 403 | 200
        DELETE | /projects/P/rules/Q                  | -                    | 403 | 403 | 204
        DELETE | /projects/P/rules/S                  | -                    | 403 | 204 | 404
        POST   | /projects/P/rules/S/disable          | -                    | 403 | 200 | 200
        POST   | /projects/P/rules/S/enable           | -                    | 403 | 200 | 200
        POST   | /projects/P/rules/Q/disable          | -                    | 403 | 403 | 200
        POST   | /projects/P/rules/Q/enable           | -                    | 403 | 403 | 200
        POST   | /projects/P/rules/S/run              | nothing              | 403 | 409 | 409
        POST   | /projects/P/rules/Q/run              | nothing              | 403 | 403 | 409
        GET    | /projects/P/runs                     | -                    | 200 | 200 | 200
        GET    | /projects/P/rules/S/runs             | -                    | 200 | 200 | 200
        GET    | /projects/P/runs/none                | -                    | 404 | 404 | 404
        GET    | /projects/P/deliveries               | -                    | 200 | 200 | 200
        GET    | /projects/P/deliveries/none          | -                    | 404 | 404 | 404
        """)
    void the_role_in_the_project_decides(
            String verb, String path, String body, String viewer, String developer, String admin) {
        String project = shop();
        String staging = ADMIN.newRule(project, Rules.push("staging"));
        String production = ADMIN.newRule(project, Rules.push("production"));
        String real = path.replace("/P", "/" + project)
                .replace("rules/S", "rules/" + staging)
                .replace("rules/Q", "rules/" + production);

        assertThat(status(STRANGER, verb, real, body)).as("a stranger").isEqualTo("404");
        assertThat(status(VIEWER, verb, real, body)).as("a viewer").isEqualTo(viewer);
        assertThat(status(DEVELOPER, verb, real, body)).as("a developer").isEqualTo(developer);
        assertThat(status(ADMIN, verb, real, body)).as("an admin").matches(admin.replace("xx", ".."));
    }

    @Test
    void a_stranger_cannot_tell_a_project_from_none() {
        String there = STRANGER.get("/projects/" + shop()).asString();
        assertThat(STRANGER.get("/projects/there-is-none").asString()).isEqualTo(there);
        assertThat(STRANGER.get("/projects/Not%20an%20id").statusCode()).isEqualTo(404);
    }

    @Test
    void a_member_of_one_project_is_a_stranger_to_another() {
        String foreign = STRANGER.newProject();
        assertThat(ADMIN.get("/projects/" + foreign + "/rules").statusCode()).isEqualTo(404);
        String rule = ADMIN.newRule(shop(), Rules.push("staging"));
        assertThat(STRANGER.get("/projects/" + foreign + "/rules/" + rule).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_removed_member_is_a_stranger_at_once() {
        String project = shop();
        assertThat(VIEWER.get("/projects/" + project).statusCode()).isEqualTo(200);
        ADMIN.delete("/projects/" + project + "/members/" + VIEWER.email());
        assertThat(VIEWER.get("/projects/" + project).statusCode()).isEqualTo(404);
    }

    private static String shop() {
        String project = ADMIN.newProject();
        ADMIN.put("/projects/" + project + "/members/" + DEVELOPER.email(), Map.of("role", "developer"));
        ADMIN.put("/projects/" + project + "/members/" + VIEWER.email(), Map.of("role", "viewer"));
        ADMIN.newEnvironment(project, "staging", "staging");
        ADMIN.newEnvironment(project, "production", "production");
        return project;
    }

    private static String status(Caller person, String verb, String path, String body) {
        var request = body.equals("-") ? person.request() : person.json(BODIES.get(body));
        return Integer.toString(request.request(verb, path).statusCode());
    }

    private static Map<String, Object> fromProduction() {
        Map<String, Object> action = Rules.action("clone", "staging");
        action.put("source_environment", "production");
        return Rules.rule(Map.of("type", "manual"), action);
    }

    private static Map<String, Object> allowingForks() {
        Map<String, Object> rule = new HashMap<>(Rules.push("staging"));
        rule.put("trigger", Map.of("type", "pr_open"));
        rule.put("conditions", Map.of("allow_forks", true, "paths", List.of()));
        return rule;
    }
}
