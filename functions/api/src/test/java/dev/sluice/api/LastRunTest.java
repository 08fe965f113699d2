package dev.sluice.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a rule says of its runs. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class LastRunTest {
    private static final Caller ANN = Caller.as("ann@last.example.org");

    @Inject
    Gate gate;

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void a_rule_names_its_newest_run_and_the_one_that_waits() {
        String project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        String rules = "/projects/" + project + "/rules";
        String busy = ANN.newRule(project, Rules.push("staging"));
        Map<String, Object> another = Rules.manual("deploy", "staging");
        another.put("name", "Another");
        String idle = ANN.newRule(project, another);
        Run older = gate.queued(project, busy, Ask.about(Told.push("dev")).asked(Duration.ofHours(2)));
        Reason why = new Reason(ReasonCode.COOLDOWN, "Cooling down until 14:05.");
        Run newest = gate.queued(project, busy, Ask.about(Told.push("main")))
                .on(RunInput.SKIP, then, Optional.of(why))
                .orElseThrow();
        gate.save(older, newest, gate.ruleState(older).waitedFor(older.id()));

        ANN.get(rules)
                .then()
                .statusCode(200)
                .body("items.id", contains(busy, idle))
                .body("items[0].state.last_run.id", equalTo(newest.id().value()))
                .body("items[1].state.last_run", nullValue())
                .body("items[0].state.waiting_run_id", equalTo(older.id().value()))
                .body("items[1].state.waiting_run_id", nullValue())
                .body("items[0].state.last_run.status", equalTo("skipped"))
                .body("items[0].state.last_run.reason.code", equalTo("cooldown"))
                .body("items[0].state.last_run.finished_at", equalTo(then.toString()))
                .body("items[0].state.last_run.commit", equalTo(Told.COMMIT))
                .body("items[0].state.last_run.actor", equalTo("octocat"));
        ANN.get(rules + "/" + busy)
                .then()
                .body("state.last_run.id", equalTo(newest.id().value()))
                .body("state.waiting_run_id", equalTo(older.id().value()));
        ANN.get(rules + "/" + idle).then().body("state.last_run", nullValue());
        for (String turn : List.of("/disable", "/enable")) {
            ANN.post(rules + "/" + busy + turn)
                    .then()
                    .statusCode(200)
                    .body("state.last_run.id", equalTo(newest.id().value()));
        }
    }
}
