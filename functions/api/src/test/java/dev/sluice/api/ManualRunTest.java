package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.LittleAgent;
import dev.sluice.api.testing.RealParts;
import dev.sluice.api.testing.Rules;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.RunIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ManualRunTest {
    private static final Caller ANN = Caller.as("ann@manual.example.org");

    @Inject
    SqsClient sqs;

    @Inject
    ApiConfig config;

    private LittleAgent agent;
    private String project;

    @BeforeEach
    void agent_and_project() throws IOException {
        agent = new LittleAgent();
        project = ANN.newProject();
        ANN.newEnvironment(project, "staging", "staging", agent.url());
        sqs.purgeQueue(q -> q.queueUrl(config.eventsQueue()));
    }

    @AfterEach
    void no_agent() {
        agent.close();
    }

    @Test
    void a_branch_is_resolved_to_its_commit_and_the_wish_put_where_webhooks_go() {
        String rule = ANN.newRule(project, Rules.manual("deploy", "staging"));
        var accepted = run(rule, Map.of("ref", "main"))
                .statusCode(202)
                .body("commit", equalTo(LittleAgent.MAIN))
                .extract();

        Delivery delivery = onlyMessage();
        assertThat(delivery.id().value()).isEqualTo(accepted.path("delivery_id"));
        assertThat(delivery.provider()).isEqualTo(Provider.SLUICE);
        Event event = delivery.events().get(0);
        assertThat(event.kind()).isEqualTo(EventKind.MANUAL);
        assertThat(event.rule()).contains(new RuleId(rule));
        assertThat(event.commit()).isEqualTo(LittleAgent.MAIN);
        assertThat(event.ref()).isEqualTo("main");
        assertThat(event.actor()).isEqualTo(ANN.email());
        assertThat(event.repository()).isEqualTo("acme/shop");
        assertThat(RunIds.of(delivery.id(), new RuleId(rule), delivery.id().value())
                        .value())
                .isEqualTo(accepted.path("run_id"));
    }

    @Test
    void a_full_commit_is_looked_up_as_well() {
        String rule = ANN.newRule(project, Rules.manual("quick_update", "staging"));
        run(rule, Map.of("commit", LittleAgent.MAIN)).statusCode(202);
        run(rule, Map.of("commit", "b".repeat(40))).statusCode(400).body("errors.field", contains("commit"));
        run(rule, Map.of("commit", "abc1234")).statusCode(400).body("errors.field", contains("commit"));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({
        "no-such-branch, 400, 'has none so named'",
        "both, 400, several",
        "odd, 502, 'did not name a commit'",
        "endless, 502, 'did not name a commit|does not answer'",
        "'a/../b c&x=1#y', 400, 'has none so named'"
    })
    void a_ref_that_cannot_be_resolved_is_refused(String ref, int status, String sentence) {
        String rule = ANN.newRule(project, Rules.manual("deploy", "staging"));
        String problem =
                run(rule, Map.of("ref", ref)).statusCode(status).extract().asString();
        assertThat(problem).containsPattern(sentence);
        assertThat(agent.asked()).allMatch(q -> q.startsWith("/api/public/v1/environments/env-staging/resolve?ref="));
        assertThat(messages()).isEmpty();
    }

    @Test
    void a_platform_that_does_not_answer_or_refuses_the_key_is_said_to() {
        String rule = ANN.newRule(project, Rules.manual("deploy", "staging"));
        ANN.patch("/projects/" + project + "/environments/staging", Map.of("platform", Map.of("key", "a-wrong-key")));
        run(rule, Map.of("ref", "main")).statusCode(502).body("detail", containsString("stored key"));
        agent.close();
        run(rule, Map.of("ref", "main"))
                .statusCode(502)
                .body("code", equalTo("platform_unavailable"))
                .body("detail", containsString("does not answer"));
    }

    @Test
    void a_deploy_names_one_of_ref_and_commit() {
        String rule = ANN.newRule(project, Rules.manual("deploy", "staging"));
        run(rule, Map.of()).statusCode(400).body("errors.field", contains("ref"));
        run(rule, Map.of("ref", "main", "commit", LittleAgent.MAIN)).statusCode(400);
        run(rule, Map.of("ref", "main", "branch", "main")).statusCode(400).body("errors.field", contains("branch"));
    }

    @Test
    void a_clone_takes_no_commit_and_needs_no_body() {
        ANN.newEnvironment(project, "other", "development", agent.url());
        Map<String, Object> action = Rules.action("clone", "staging");
        action.put("source_environment", "other");
        String rule = ANN.newRule(project, Rules.rule(Map.of("type", "manual"), action));
        ANN.json("").post(path(rule)).then().statusCode(202).body("commit", nullValue());
        assertThat(onlyMessage().events().get(0).commit()).isEmpty();
        run(rule, Map.of("ref", "main")).statusCode(400).body("errors.field", contains("ref"));
    }

    @Test
    void on_oec_which_resolves_nothing_a_deploy_names_a_full_commit() {
        ANN.newEnvironmentOnOec(project, "cloud", "staging");
        String rule = ANN.newRule(project, Rules.manual("deploy", "cloud"));
        for (String ref : List.of("main", "v1.0.0", "abc1234")) {
            run(rule, Map.of("ref", ref))
                    .statusCode(400)
                    .body("errors.field", contains("ref"))
                    .body(
                            "errors[0].message",
                            equalTo("A full commit hash (40 or 64 hex digits): the public API v1 of oec.sh does not"
                                    + " resolve branches and tags."));
        }
        assertThat(messages()).isEmpty();
        run(rule, Map.of("commit", "C".repeat(40))).statusCode(202).body("commit", equalTo("c".repeat(40)));
    }

    @Test
    void only_manual_rules_are_run_by_hand() {
        String rule = ANN.newRule(project, Rules.push("staging"));
        run(rule, Map.of("ref", "main"))
                .statusCode(409)
                .body("code", equalTo("rule_not_manual"))
                .body("detail", containsString("push"));
    }

    @Test
    void a_repeated_press_with_the_same_key_is_the_same_run_even_if_the_branch_has_moved() {
        String rule = ANN.newRule(project, Rules.manual("deploy", "staging"));
        var first = press(rule, "main").statusCode(202).extract();
        agent.moveMainTo("c".repeat(40));
        var second = press(rule, "main")
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .extract();
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(messages()).hasSize(1);
        press(rule, "another").statusCode(422).body("code", equalTo("idempotency_key_reused"));
    }

    private ValidatableResponse press(String rule, String ref) {
        return ANN.json(Map.of("ref", ref))
                .header("Idempotency-Key", "press-1")
                .post(path(rule))
                .then();
    }

    private ValidatableResponse run(String rule, Map<String, Object> body) {
        return ANN.post(path(rule), body).then();
    }

    private String path(String rule) {
        return "/projects/" + project + "/rules/" + rule + "/run";
    }

    private Delivery onlyMessage() {
        List<Message> all = messages();
        assertThat(all).hasSize(1);
        return DomainJson.read(all.get(0).body(), Delivery.class);
    }

    private List<Message> messages() {
        return sqs.receiveMessage(r -> r.queueUrl(config.eventsQueue()).maxNumberOfMessages(10))
                .messages();
    }
}
