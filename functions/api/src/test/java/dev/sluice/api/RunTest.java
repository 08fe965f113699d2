package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.ApprovalGate;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Write;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RunTest {
    private static final Caller ANN = Caller.as("ann@runs.example.org");
    private static final RuleRef RULE = new RuleRef(new RuleId("01RULE"), "Deploy staging", 3);

    @Inject
    Commits commits;

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    private String project;

    @BeforeEach
    void new_project() {
        project = ANN.newProject();
    }

    @Test
    void a_run_tells_its_whole_story() {
        Run run = run(1, RunStatus.SUCCEEDED);
        save(run);
        ANN.get("/projects/" + project + "/runs/" + run.id())
                .then()
                .statusCode(200)
                .body("rule.id", equalTo("01RULE"))
                .body("rule.version", equalTo(3))
                .body("status", equalTo("succeeded"))
                .body("reason", nullValue())
                .body("trigger.type", equalTo("push"))
                .body("trigger.branch", equalTo("main"))
                .body("trigger.commit", equalTo("a".repeat(40)))
                .body("trigger.message", equalTo("Fix the till"))
                .body("trigger.actor", equalTo("kim"))
                .body("trigger.delivery_id", equalTo(run.delivery().value()))
                .body("action.type", equalTo("deploy"))
                .body("action.target_environment", equalTo("staging"))
                .body("approval", nullValue())
                .body("deployment.id", equalTo("task-1"))
                .body("deployment.build.digest", equalTo("sha256:d"))
                .body("deployment.log_url", equalTo("http://agent/log"))
                .body("error", nullValue())
                .body("timeline.what", contains("received", "admitted"))
                .body("timeline[1].at", equalTo(then.plusSeconds(1).toString()))
                .body("timeline[1].by", equalTo("sluice"))
                .body("created_at", equalTo(then.plusSeconds(1).toString()))
                .body("duration_ms", equalTo(2500));
    }

    @Test
    void a_skipped_run_gives_its_reason() {
        Run run = run(1, RunStatus.SKIPPED);
        save(run);
        ANN.get("/projects/" + project + "/runs")
                .then()
                .body("items[0].reason.code", equalTo("cooldown"))
                .body("items[0].reason.message", equalTo("Cooling down until 14:05."))
                .body("items[0].duration_ms", nullValue());
    }

    @Test
    void runs_are_listed_newest_first_by_status_and_by_rule() {
        save(run(1, RunStatus.SUCCEEDED));
        save(run(2, RunStatus.SKIPPED));
        save(run(3, RunStatus.SUCCEEDED));
        String runs = "/projects/" + project + "/runs";
        ANN.get(runs).then().body("items.id", contains(id(3).value(), id(2).value(), id(1).value()));
        ANN.get(runs + "?status=succeeded").then().body("items.id", contains(id(3).value(), id(1).value()));
        ANN.get("/projects/" + project + "/rules/01RULE/runs?status=skipped")
                .then()
                .body("items.id", contains(id(2).value()));
        ANN.get("/projects/" + project + "/rules/01OTHER/runs").then().body("items.size()", equalTo(0));
        ANN.get(runs + "?status=great").then().statusCode(400).body("errors.field", contains("status"));
    }

    @Test
    void runs_come_in_pages() {
        save(run(1, RunStatus.SUCCEEDED));
        save(run(2, RunStatus.SUCCEEDED));
        save(run(3, RunStatus.SUCCEEDED));
        String runs = "/projects/" + project + "/runs";
        String cursor = ANN.get(runs + "?limit=2")
                .then()
                .body("items.size()", equalTo(2))
                .extract()
                .path("next_cursor");
        ANN.request()
                .queryParam("cursor", cursor)
                .get(runs)
                .then()
                .body("items.id", contains(id(1).value()))
                .body("next_cursor", nullValue());
        ANN.get(runs + "?cursor=rubbish").then().statusCode(400).body("errors.field", contains("cursor"));
        for (String limit : List.of("0", "101", "-1", "ten", "99999999999")) {
            ANN.get(runs + "?limit=" + limit).then().statusCode(400).body("errors.field", contains("limit"));
        }
    }

    @Test
    void a_run_of_another_project_is_not_there() {
        Run run = run(1, RunStatus.SUCCEEDED);
        save(run);
        ANN.get("/projects/" + ANN.newProject() + "/runs/" + run.id()).then().statusCode(404);
    }

    @Test
    void a_delivery_shows_what_each_rule_made_of_it() {
        Delivery delivery = Delivery.received(
                new ProjectId(project), Provider.GITHUB, "push", "guid-1", then, Delivery.Facts.of(List.of(event())));
        Check missed = Check.missed("branch", "release/*", "main", "Add the pattern main.");
        Decision no = new Decision(Verdict.NO_MATCH, Optional.empty(), List.of(missed));
        DecisionRecord decision =
                new DecisionRecord(delivery.project(), delivery.id(), 0, RULE, no, Optional.empty(), false, 0);
        assertThat(commits.commit(Write.save(delivery), Write.save(decision)).done())
                .isTrue();

        ANN.get("/projects/" + project + "/deliveries")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(delivery.id().value()))
                .body("items[0].provider", equalTo("github"))
                .body("items[0].events[0].ref", equalTo("main"))
                .body("items[0].summary.no_match", equalTo(1))
                .body("items[0].summary.fired", equalTo(0))
                .body("items[0].summary.run_ids.size()", equalTo(0))
                .body("items[0].decisions", nullValue());
        ANN.get("/projects/" + project + "/deliveries/" + delivery.id())
                .then()
                .statusCode(200)
                .body("events[0].changed_paths.paths", contains("README.md"))
                .body("decisions[0].verdict", equalTo("no_match"))
                .body("decisions[0].rule.name", equalTo("Deploy staging"))
                .body("decisions[0].run_id", nullValue())
                .body("decisions[0].checks[0].wanted", equalTo("release/*"))
                .body("decisions[0].checks[0].seen", equalTo("main"))
                .body("decisions[0].checks[0].passed", equalTo(false))
                .body("decisions[0].checks[0].hint", equalTo("Add the pattern main."))
                .body("decisions[0].checks[0].changes", nullValue())
                .body("redelivery_of", nullValue())
                .body("summary.no_match", equalTo(1))
                .body("summary.fired", equalTo(0))
                .body("summary.run_ids.size()", equalTo(0));
    }

    private void save(Run run) {
        assertThat(commits.commit(Write.save(run)).done()).isTrue();
    }

    private RunId id(int number) {
        return new RunId(Ulid.of(then.plusSeconds(number), project + number));
    }

    /** Succeeded or skipped, made so many seconds after {@code then}. */
    private Run run(int number, RunStatus status) {
        Instant at = then.plusSeconds(number);
        RuleSpec spec = new RuleSpec(
                RULE.name(),
                true,
                Optional.empty(),
                new Trigger.Push(List.of("main")),
                Conditions.none(),
                Cooldown.none(),
                ApprovalGate.none(),
                new Action.Deploy(new EnvironmentId("staging"), true),
                3);
        Run.Origin origin = new Run.Origin(event(), new DeliveryId("01DELIVERY"), Optional.empty(), at);
        Run queued = Run.created(new ProjectId(project), id(number), RULE, spec, origin)
                .noted(TimelineEntry.of(at, "admitted", ""));
        if (status == RunStatus.SKIPPED) {
            Reason why = new Reason(ReasonCode.COOLDOWN, "Cooling down until 14:05.");
            return queued.on(RunInput.SKIP, at, Optional.of(why)).orElseThrow();
        }
        Deployment deployment = new Deployment(
                "task-1",
                "http://agent/task-1",
                Optional.of(new Build("b1", "a".repeat(40), "sha256:d")),
                "http://agent/log");
        return queued.on(RunInput.START, at, Optional.empty())
                .flatMap(r -> r.edit()
                        .deployment(deployment)
                        .build()
                        .on(RunInput.SUCCEED, at.plusMillis(2500), Optional.empty()))
                .orElseThrow();
    }

    private static Event event() {
        return new Event(
                Provider.GITHUB,
                EventKind.PUSH,
                "acme/shop",
                "main",
                "b".repeat(40),
                "a".repeat(40),
                "a".repeat(40),
                false,
                false,
                "kim",
                "Fix the till",
                "https://github.com/acme/shop/commit/a",
                new ChangedPaths(List.of("README.md"), true),
                Optional.empty(),
                Optional.empty());
    }
}
