package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.RolesTable;
import dev.sluice.api.testing.RolesTable.Row;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: {@code roles.txt} has one row per path and verb, and one column per person. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RolesTest {
    private static final Caller ADMIN = Caller.as("admin@roles.example.org");
    private static final Caller DEVELOPER = Caller.as("developer@roles.example.org");
    private static final Caller VIEWER = Caller.as("viewer@roles.example.org");
    private static final Caller STRANGER = Caller.as("stranger@roles.example.org");
    private static final List<String> TARGETS = List.of("staging", "production");

    @Inject
    Gate gate;

    static Stream<Row> rows() {
        return RolesTable.read().rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_role_in_the_project_decides(Row row) {
        String path = path(row, shop());
        List<Integer> statuses = new ArrayList<>(List.of(status(given(), row, path)));
        for (Caller person : List.of(STRANGER, VIEWER, DEVELOPER, ADMIN)) {
            statuses.add(status(person.request().basePath(""), row, path));
        }
        assertThat(statuses).as("nobody, stranger, viewer, developer, admin").isEqualTo(row.statuses());
    }

    @Test
    void every_path_and_verb_of_the_description_has_its_row_and_there_are_no_others() {
        Map<String, Map<String, Object>> paths =
                given().get("/openapi?format=json").then().extract().path("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(Set.of("get", "post", "put", "patch", "delete")::contains)
                .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(rows().map(r -> r.verb() + " " + r.path()).collect(Collectors.toSet()))
                .isEqualTo(described);
    }

    @Test
    void whatever_changes_a_rule_or_a_run_has_a_row_for_staging_and_one_for_production() {
        Map<String, Set<String>> targets = rows().filter(
                        r -> !r.verb().equals("GET") && r.path().matches(".*\\{(rule|run)}.*"))
                .collect(Collectors.groupingBy(
                        r -> r.verb() + " " + r.path(), Collectors.mapping(Row::target, Collectors.toSet())));
        assertThat(targets).isNotEmpty().allSatisfy((path, of) -> assertThat(of).containsAll(TARGETS));
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

    private String path(Row row, String project) {
        String path = row.path()
                .replace("{project}", project)
                .replace("{email}", "somebody@example.org")
                .replace("{environment}", row.target())
                .replace("{provider}", "gitlab")
                .replace("{delivery}", "none")
                .replace("{channel}", "none")
                .replace("{token}", "A".repeat(43));
        if (!TARGETS.contains(row.target())) {
            return path;
        }
        String rule = ADMIN.newRule(project, Rules.push(row.target()));
        return path.replace("{rule}", rule)
                .replace("{run}", row.run().equals("-") ? "none" : run(row.run(), project, rule));
    }

    private String run(String state, String project, String rule) {
        Ask push = Ask.about(Told.push("main"));
        Run run = state.equals("asking") ? gate.asking(project, rule, push) : gate.queued(project, rule, push);
        Run kept = state.equals("failed")
                ? run.on(RunInput.FAIL, Instant.now(), Optional.empty()).orElseThrow()
                : run;
        gate.save(kept);
        return kept.id().value();
    }

    private static String shop() {
        String project = ADMIN.newProject();
        ADMIN.put("/projects/" + project + "/members/" + DEVELOPER.email(), Map.of("role", "developer"));
        ADMIN.put("/projects/" + project + "/members/" + VIEWER.email(), Map.of("role", "viewer"));
        ADMIN.newEnvironment(project, "staging", "staging");
        ADMIN.newEnvironment(project, "production", "production");
        return project;
    }

    private static int status(RequestSpecification request, Row row, String path) {
        RequestSpecification sent = row.body().isEmpty()
                ? request
                : request.contentType("application/json").body(row.body());
        return sent.request(row.verb(), path).statusCode();
    }
}
