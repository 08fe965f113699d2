package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ProjectTest {
    private static final Caller ANN = Caller.as("ann@projects.example.org");
    private static final Caller BOB = Caller.as("bob@projects.example.org");

    @Test
    void whoever_makes_a_project_is_admin_of_it() {
        String id = "made-" + UUID.randomUUID().toString().substring(0, 8);
        ANN.post("/projects", Map.of("id", id, "name", "The shop", "repositories", List.of("acme/shop")))
                .then()
                .statusCode(201)
                .header("Location", "/api/v1/projects/" + id)
                .body("role", equalTo("admin"))
                .body("name", equalTo("The shop"));
        ANN.get("/projects/" + id).then().statusCode(200).body("repositories", contains("acme/shop"));
        ANN.get("/me").then().body("projects.id", hasItem(id));
    }

    @Test
    void a_project_id_is_given_once() {
        String id = ANN.newProject();
        BOB.post("/projects", Map.of("id", id, "repositories", List.of("b/b")))
                .then()
                .statusCode(409)
                .body("code", equalTo("project_exists"));
        BOB.get("/projects/" + id).then().statusCode(404);
    }

    @Test
    void all_that_is_wrong_with_a_project_is_said_at_once() {
        ANN.post(
                        "/projects",
                        Map.of("id", "Not A Slug", "name", 7, "repositories", List.of("no-owner"), "colour", "red"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_input"))
                .body("errors.field", hasItems("id", "name", "repositories", "colour"));
    }

    @Test
    void my_projects_come_in_pages() {
        Caller many = Caller.as("many@projects.example.org");
        List<String> made = List.of(many.newProject(), many.newProject(), many.newProject());
        var first = many.get("/projects?limit=2").then().statusCode(200).extract();
        List<String> ids = new java.util.ArrayList<>(first.path("items.id"));
        String cursor = first.path("next_cursor");
        var second = many.request()
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/projects")
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .extract();
        ids.addAll(second.path("items.id"));
        assertThat(ids).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void a_second_repository_is_refused_while_a_rule_means_the_only_one() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String rule = ANN.newRule(project, Rules.push("staging"));
        ANN.patch("/projects/" + project, Map.of("repositories", List.of("acme/shop", "acme/docs")))
                .then()
                .statusCode(409)
                .body("detail", containsString(rule));
        ANN.patch("/projects/" + project, Map.of("name", "Renamed"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("repositories", contains("acme/shop"));
    }

    @Test
    void members_come_change_and_go() {
        String project = ANN.newProject();
        String members = "/projects/" + project + "/members";
        ANN.put(members + "/" + BOB.email(), Map.of("role", "viewer")).then().statusCode(201);
        ANN.put(members + "/" + BOB.email().toUpperCase(java.util.Locale.ROOT), Map.of("role", "developer"))
                .then()
                .statusCode(200)
                .body("email", equalTo(BOB.email()));
        BOB.get("/projects/" + project).then().statusCode(200).body("role", equalTo("developer"));
        ANN.get(members).then().body("items.role", contains("admin", "developer"));
        ANN.delete(members + "/" + BOB.email()).then().statusCode(204);
        ANN.get(members).then().body("items.email", not(hasItem(BOB.email())));
        ANN.put(members + "/nobody", Map.of("role", "king"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("role", "email"));
    }

    @Test
    void a_members_logins_are_kept_until_others_are_named() {
        String bob = "/projects/" + ANN.newProject() + "/members/" + BOB.email();
        ANN.put(bob, Map.of("role", "viewer", "logins", Map.of("github", "Bob-H", "gitlab", "bob")))
                .then()
                .statusCode(201)
                .body("logins.github", equalTo("Bob-H"))
                .body("logins.gitlab", equalTo("bob"));
        ANN.put(bob, Map.of("role", "developer")).then().statusCode(200).body("logins.github", equalTo("Bob-H"));
        ANN.put(bob, Map.of("role", "developer", "logins", Map.of("gitea", "b")))
                .then()
                .statusCode(200)
                .body("logins", equalTo(Map.of("gitea", "b")));
        ANN.put(bob, Map.of("role", "developer", "logins", Map.of("svn", "b")))
                .then()
                .statusCode(400)
                .body("errors.field", contains("logins.svn"));
    }

    @Test
    void the_last_admin_can_neither_leave_nor_step_down() {
        String project = ANN.newProject();
        String me = "/projects/" + project + "/members/" + ANN.email();
        ANN.delete(me).then().statusCode(409).body("code", equalTo("last_admin"));
        ANN.put(me, Map.of("role", "viewer")).then().statusCode(409);
        ANN.put("/projects/" + project + "/members/" + BOB.email(), Map.of("role", "admin"))
                .then()
                .statusCode(201);
        ANN.delete(me).then().statusCode(204);
        ANN.get("/projects/" + project).then().statusCode(404);
    }

    @Test
    void of_two_admins_who_leave_at_the_same_time_one_stays() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                String project = ANN.newProject();
                String members = "/projects/" + project + "/members/";
                ANN.put(members + BOB.email(), Map.of("role", "admin"));
                Callable<Integer> ann = () -> ANN.delete(members + ANN.email()).statusCode();
                Callable<Integer> bob = () -> BOB.delete(members + BOB.email()).statusCode();
                List<Future<Integer>> left = both.invokeAll(List.of(ann, bob));
                assertThat(List.of(left.get(0).get(), left.get(1).get())).containsExactlyInAnyOrder(204, 409);
            }
        } finally {
            both.shutdown();
        }
    }
}
