package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.Past;
import dev.sluice.api.testing.RealParts;
import dev.sluice.aws.DomainJson;
import dev.sluice.aws.EventsQueue;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.Redelivery;
import dev.sluice.domain.store.Commits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RedeliveryTest {
    private static final Caller ANN = Caller.as("ann@redelivery.example.org");
    private static final Caller DEV = Caller.as("dev@redelivery.example.org");
    private static final Caller EYE = Caller.as("eye@redelivery.example.org");

    @Inject
    SqsClient sqs;

    @Inject
    ApiConfig config;

    @Inject
    Commits commits;

    private String project;
    private Delivery first;

    @BeforeEach
    void project_with_a_delivery() {
        project = ANN.newProject();
        member(DEV, "developer");
        member(EYE, "viewer");
        first = Past.push(project, Instant.now().minusSeconds(60), "main", 1);
        Past.save(commits, first);
        sqs.purgeQueue(q -> q.queueUrl(config.eventsQueue()));
    }

    @Test
    void an_admins_redelivery_is_a_new_delivery_of_the_same_events_for_production_too() {
        String id = redeliver(ANN, first)
                .statusCode(202)
                .body("redelivery_of", equalTo(first.id().value()))
                .extract()
                .path("delivery_id");

        Delivery sent = onlyMessage();
        assertThat(sent.id().value()).isEqualTo(id).isNotEqualTo(first.id().value());
        assertThat(sent.provider()).isEqualTo(Provider.GITHUB);
        assertThat(sent.type()).isEqualTo(first.type());
        assertThat(sent.events()).isEqualTo(first.events());
        assertThat(sent.receivedAt()).isAfter(first.receivedAt());
        assertThat(sent.redelivery()).contains(new Redelivery(first.id(), ANN.email(), true));
    }

    @Test
    void a_developers_redelivery_is_not_for_production() {
        redeliver(DEV, first).statusCode(202);
        assertThat(onlyMessage().redelivery()).contains(new Redelivery(first.id(), DEV.email(), false));
    }

    @Test
    void a_viewer_may_not_redeliver_and_whoever_is_no_member_finds_nothing() {
        redeliver(EYE, first).statusCode(403).body("detail", containsString("developer"));
        redeliver(Caller.as("stranger@redelivery.example.org"), first).statusCode(404);
        ANN.post("/projects/" + project + "/deliveries/01NONE/redeliver").then().statusCode(404);
        assertThat(messages()).isEmpty();
    }

    @Test
    void a_redelivery_may_be_redelivered_and_names_the_first_telling() {
        Delivery again = first.toldAgain("again", Instant.now(), DEV.email(), false);
        Past.save(commits, again);
        redeliver(ANN, again)
                .statusCode(202)
                .body("redelivery_of", equalTo(first.id().value()));
        ANN.get("/projects/" + project + "/deliveries/" + again.id())
                .then()
                .body("redelivery_of", equalTo(first.id().value()))
                .body("redelivered_by", equalTo(DEV.email()));
    }

    @Test
    void the_same_key_makes_one_redelivery_and_another_key_another() {
        String one = redeliver("press-1").statusCode(202).extract().path("delivery_id");
        redeliver("press-1")
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("delivery_id", equalTo(one));
        assertThat(messages()).hasSize(1);
        String two = redeliver("press-2").statusCode(202).extract().path("delivery_id");
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void it_keeps_its_place_behind_other_pushes_to_the_same_branch() {
        redeliver(ANN, first).statusCode(202);
        Message message = messages().get(0);
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        new EventsQueue(sqs, config.eventsQueue()).send(Past.push(project, Instant.now(), "main", 2));
        sqs.deleteMessage(d -> d.queueUrl(config.eventsQueue()).receiptHandle(message.receiptHandle()));
        assertThat(messages().get(0).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo(group);
    }

    @Test
    void a_delivery_without_events_is_refused_with_its_own_reason() {
        Delivery ping = Delivery.received(
                first.project(), Provider.GITHUB, "ping", "ping", Instant.now(), Delivery.Facts.ignored("A ping."));
        Past.save(commits, ping);
        redeliver(ANN, ping)
                .statusCode(409)
                .body("code", equalTo("nothing_to_redeliver"))
                .body("detail", equalTo("There is no event in this delivery that a rule could take. A ping."));
    }

    @Test
    void a_manual_run_is_refused_and_told_what_to_press_instead() {
        Delivery manual = Delivery.received(
                first.project(),
                Provider.SLUICE,
                "manual_run",
                "press",
                Instant.now(),
                Delivery.Facts.of(first.events()));
        Past.save(commits, manual);
        redeliver(ANN, manual)
                .statusCode(409)
                .body("code", equalTo("run_by_hand"))
                .body("detail", containsString("Run the rule again, or its run once more."));
        assertThat(messages()).isEmpty();
    }

    private void member(Caller who, String role) {
        ANN.put("/projects/" + project + "/members/" + who.email(), Map.of("role", role))
                .then()
                .statusCode(201);
    }

    private ValidatableResponse redeliver(Caller who, Delivery delivery) {
        return who.post(path(delivery)).then();
    }

    private ValidatableResponse redeliver(String key) {
        return ANN.request().header("Idempotency-Key", key).post(path(first)).then();
    }

    private String path(Delivery delivery) {
        return "/projects/" + project + "/deliveries/" + delivery.id() + "/redeliver";
    }

    private Delivery onlyMessage() {
        List<Message> all = messages();
        assertThat(all).hasSize(1);
        return DomainJson.read(all.get(0).body(), Delivery.class);
    }

    private List<Message> messages() {
        return sqs.receiveMessage(r -> r.queueUrl(config.eventsQueue())
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
