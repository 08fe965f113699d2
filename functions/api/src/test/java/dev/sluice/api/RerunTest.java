package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Gate;
import dev.sluice.api.testing.Gate.Ask;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.api.testing.Told;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunIds;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RerunTest {
    private static final Caller ANN = Caller.as("ann@rerun.example.org");

    @Inject
    Gate gate;

    @Inject
    SqsClient sqs;

    @Inject
    ApiConfig config;

    private String project;
    private String rule;

    @BeforeEach
    void a_promotion() {
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging");
        ANN.newEnvironment(project, "production", "production");
        rule = ANN.newRule(project, Rules.promotion("staging", "production"));
        sqs.purgeQueue(q -> q.queueUrl(config.eventsQueue()));
    }

    @Test
    void a_run_that_ended_is_told_to_its_rule_again_with_the_same_commit_and_build() {
        Run run = ended(RunInput.FAIL);
        var accepted = rerun(run)
                .statusCode(202)
                .body("rerun_of", equalTo(run.id().value()))
                .body("commit", equalTo(Told.COMMIT))
                .body("build.digest", equalTo(Gate.BUILD.digest()))
                .extract();
        Delivery delivery = onlyMessage();
        assertThat(delivery.id().value()).isEqualTo(accepted.path("delivery_id"));
        assertThat(delivery.provider()).isEqualTo(Provider.SLUICE);
        assertThat(delivery.type()).isEqualTo("rerun");
        assertThat(delivery.rerun()).contains(new Rerun(run.id(), ANN.email(), Optional.of(Gate.BUILD)));
        assertThat(delivery.events())
                .containsExactly(run.event().toldTo(run.rule().id()));
        assertThat(RunIds.of(delivery.id(), run.rule().id(), delivery.id().value())
                        .value())
                .isEqualTo(accepted.path("run_id"));
    }

    @ParameterizedTest
    @EnumSource(
            value = RunInput.class,
            names = {"SKIP", "FAIL", "CANCEL", "SUPERSEDE"})
    void whatever_the_end_was(RunInput end) {
        rerun(ended(end)).statusCode(202);
        assertThat(messages()).hasSize(1);
    }

    @Test
    void an_open_question_is_asked_again_about_what_the_source_runs_by_then() {
        Run run = gate.asking(project, rule, Ask.about(Told.tag("v1")).frozen(Gate.BUILD));
        gate.save(run);
        rerun(run).statusCode(202).body("build", nullValue());
        assertThat(onlyMessage().rerun()).contains(new Rerun(run.id(), ANN.email(), Optional.empty()));
        assertThat(gate.now(run).status()).isEqualTo(RunStatus.PENDING_APPROVAL);
    }

    @Test
    void an_open_run_is_not_repeated() {
        Run run = gate.queued(project, rule, Ask.about(Told.tag("v1")));
        gate.save(run);
        rerun(run).statusCode(409).body("code", equalTo("still_open")).body("detail", containsString("queued"));
    }

    @Test
    void a_run_whose_rule_is_gone_or_means_another_thing_by_now_is_not_repeated() {
        Run run = ended(RunInput.FAIL);
        Map<String, Object> moved = Rules.promotion("production", "staging");
        moved.put("cooldown", Map.of("minutes", 5));
        ANN.put(path(), moved).then().statusCode(200);
        rerun(run).statusCode(409).body("detail", containsString("another source environment"));
        Map<String, Object> deploy =
                Rules.rule(Map.of("type", "tag_push", "tag_pattern", "v*"), Rules.action("deploy", "production"));
        ANN.put(path(), deploy).then().statusCode(200);
        rerun(run).statusCode(409).body("code", equalTo("rule_changed")).body("detail", containsString("action"));
        ANN.put(path(), Rules.push("production")).then().statusCode(200);
        rerun(run).statusCode(409).body("detail", containsString("another trigger"));
        ANN.delete(path()).then().statusCode(204);
        rerun(run).statusCode(409).body("code", equalTo("rule_missing"));
        assertThat(messages()).isEmpty();
    }

    @Test
    void a_rule_that_was_edited_otherwise_does_not_matter() {
        Run run = ended(RunInput.FAIL);
        Map<String, Object> edited = Rules.promotion("staging", "production");
        edited.put("cooldown", Map.of("minutes", 5));
        ANN.put(path(), edited).then().statusCode(200);
        rerun(run).statusCode(202);
    }

    @Test
    void a_repeated_press_with_the_same_key_is_the_same_run_even_if_the_first_has_moved_on() {
        Run run = gate.asking(project, rule, Ask.about(Told.tag("v1")).frozen(Gate.BUILD));
        gate.save(run);
        String first = press(run);
        gate.save(gate.now(run)
                .on(RunInput.EXPIRE, Instant.now(), Optional.empty())
                .orElseThrow());
        assertThat(press(run)).isEqualTo(first);
        assertThat(messages()).hasSize(1);
    }

    private String press(Run run) {
        return ANN.request()
                .header("Idempotency-Key", "again")
                .post("/projects/" + project + "/runs/" + run.id() + "/rerun")
                .then()
                .statusCode(202)
                .extract()
                .asString();
    }

    private ValidatableResponse rerun(Run run) {
        return ANN.post("/projects/" + project + "/runs/" + run.id() + "/rerun").then();
    }

    private String path() {
        return "/projects/" + project + "/rules/" + rule;
    }

    private Run ended(RunInput how) {
        Run run = gate.queued(project, rule, Ask.about(Told.tag("v1")).frozen(Gate.BUILD));
        Run ended = run.on(how, Instant.now(), Optional.empty()).orElseThrow();
        gate.save(ended);
        return ended;
    }

    private Delivery onlyMessage() {
        List<Delivery> all = messages();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<Delivery> messages() {
        return sqs.receiveMessage(r -> r.queueUrl(config.eventsQueue()).maxNumberOfMessages(10)).messages().stream()
                .map(m -> DomainJson.read(m.body(), Delivery.class))
                .toList();
    }
}
