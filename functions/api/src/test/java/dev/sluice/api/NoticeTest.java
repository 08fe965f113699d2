package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.aws.Notice;
import dev.sluice.aws.testing.LocalSqs;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Vault;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Write;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class NoticeTest {
    private static final Caller ANN = Caller.as("ann@notices.example.org");
    private static final Caller DEV = Caller.as("dev@notices.example.org");

    @Inject
    NoticeStore notices;

    @Inject
    Commits commits;

    @Inject
    Vault vault;

    @Test
    void a_webhook_shows_its_secret_once_and_is_listed_without_it() {
        String project = ANN.newProject();
        ValidatableResponse made = create(project, channel("webhook", "https://hooks.example.org/x?y=1"))
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("target", equalTo("https://hooks.example.org/x?y=1"))
                .body("events", contains("run.failed", "rule.disabled"))
                .body("enabled", equalTo(true));
        String secret = made.extract().path("secret");
        String id = made.extract().path("id");

        ANN.get(path(project) + "/" + id).then().statusCode(200).body("secret", nullValue());
        ValidatableResponse list = ANN.get(path(project)).then().statusCode(200).body("items", hasSize(1));
        assertThat(list.extract().asString()).doesNotContain(secret);
        assertThat(open(project, id, stored(project, id).signing().orElseThrow().current()))
                .isEqualTo(secret);
    }

    @Test
    void the_address_of_a_chat_is_never_shown_and_stays_where_a_change_leaves_it_out() {
        String project = ANN.newProject();
        String address = "https://hooks.slack.example/services/T0/B0/hush";
        ValidatableResponse made = create(project, channel("slack", address))
                .statusCode(201)
                .body("target", equalTo("hooks.slack.example"))
                .body("secret", nullValue());
        String id = made.extract().path("id");
        Map<String, Object> change = new HashMap<>(Map.of("name", "Chat", "events", List.of(), "enabled", false));

        ANN.put(path(project) + "/" + id, change)
                .then()
                .statusCode(200)
                .body("name", equalTo("Chat"))
                .body("enabled", equalTo(false))
                .body("target", equalTo("hooks.slack.example"));

        assertThat(made.extract().asString()).doesNotContain("hush");
        NoticeChannel stored = stored(project, id);
        assertThat(vault.open(
                                NoticeChannel.addressPurpose(stored.project(), stored.id()),
                                stored.target().address().orElseThrow())
                        .reveal())
                .isEqualTo(address);
        assertThat(stored.toString()).doesNotContain("hush");
    }

    @Test
    void a_rotated_secret_is_shown_once_and_the_former_signs_for_a_day_more() {
        String project = ANN.newProject();
        ValidatableResponse made = create(project, channel("webhook", "https://hooks.example.org/x"));
        String id = made.extract().path("id");
        String first = made.extract().path("secret");

        String second = ANN.post(path(project) + "/" + id + "/rotate")
                .then()
                .statusCode(200)
                .body("former_valid_until", notNullValue())
                .extract()
                .path("secret");

        NoticeChannel.Signing signing = stored(project, id).signing().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(open(project, id, signing.current())).isEqualTo(second);
        assertThat(open(project, id, signing.former().orElseThrow().secret())).isEqualTo(first);
        assertThat(Duration.between(
                        signing.rotatedAt(), signing.former().orElseThrow().until()))
                .isEqualTo(Duration.ofHours(24));
        String mail =
                create(project, channel("email", "team@example.org")).extract().path("id");
        ANN.post(path(project) + "/" + mail + "/rotate").then().statusCode(409).body("code", equalTo("not_signed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            email   | no address                    | target
            email   | a@example.org,b@example.org@x | target
            webhook | http://hooks.example.org/x    | target
            webhook | http://127.0.0.1:8080/x       | target
            webhook | https://u:p@example.org/x     | target
            slack   | hooks.slack.com/x             | target
            fax     | https://hooks.example.org/x   | kind""")
    void a_wrong_field_is_named(String kind, String target, String field) {
        create(ANN.newProject(), channel(kind, target))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void unknown_fields_and_unknown_events_are_refused_and_what_is_missing_is_named() {
        String project = ANN.newProject();
        Map<String, Object> channel = channel("webhook", "https://hooks.example.org/x");
        channel.put("events", List.of("run.failed", "run.levitated"));
        channel.put("color", "red");

        create(project, channel)
                .statusCode(400)
                .body("errors.field", hasItem("color"))
                .body("errors.find { it.field == 'events' }.message", containsString("run.succeeded"));
        create(project, Map.of()).statusCode(400).body("errors.field", contains("kind", "target", "name", "events"));
    }

    @Test
    void the_kind_of_a_channel_stays() {
        String project = ANN.newProject();
        String id =
                create(project, channel("email", "team@example.org")).extract().path("id");

        ANN.put(path(project) + "/" + id, channel("webhook", "https://hooks.example.org/x"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("kind"));
    }

    @Test
    void a_removed_channel_is_gone() {
        String project = ANN.newProject();
        String id =
                create(project, channel("email", "team@example.org")).extract().path("id");

        ANN.delete(path(project) + "/" + id).then().statusCode(204);

        ANN.get(path(project) + "/" + id).then().statusCode(404);
        ANN.delete(path(project) + "/" + id).then().statusCode(404);
    }

    @Test
    void a_request_repeated_with_its_key_makes_no_second_channel() {
        String project = ANN.newProject();
        Map<String, Object> channel = channel("email", "team@example.org");

        String first = ANN.json(channel)
                .header("Idempotency-Key", "n1")
                .post(path(project))
                .then()
                .extract()
                .path("id");
        String again = ANN.json(channel)
                .header("Idempotency-Key", "n1")
                .post(path(project))
                .then()
                .extract()
                .path("id");

        assertThat(again).isEqualTo(first);
        ANN.get(path(project)).then().body("items", hasSize(1));
    }

    @Test
    void a_test_is_queued_for_its_one_channel() {
        String project = ANN.newProject();
        String id =
                create(project, channel("email", "team@example.org")).extract().path("id");

        String run = ANN.post(path(project) + "/" + id + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");

        Notice wanted = new Notice(new ProjectId(project), new RunId(run), "test")
                .to(new NoticeRecipient.Channel(new ChannelId(id)));
        assertThat(LocalSqs.client()
                        .receiveMessage(
                                r -> r.queueUrl(RealParts.noticesQueue()).maxNumberOfMessages(10))
                        .messages())
                .extracting(Message::body)
                .contains(wanted.toJson());
    }

    @Test
    void attempts_are_listed_newest_first_in_pages_and_by_run() {
        String project = ANN.newProject();
        attempt(project, "run-a", 1, NoticeAttempt.Outcome.FAILED);
        attempt(project, "run-a", 2, NoticeAttempt.Outcome.SENT);
        attempt(project, "run-b", 3, NoticeAttempt.Outcome.GIVEN_UP);
        String attempts = "/projects/" + project + "/notices/attempts";

        String cursor = ANN.get(attempts + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.outcome", contains("given_up", "sent"))
                .body("items[0].event", equalTo("run.failed"))
                .body("items[0].run_id", equalTo("run-b"))
                .body("items[0].to", equalTo("team@example.org"))
                .body("items[0].channel_id", nullValue())
                .extract()
                .path("next_cursor");
        ANN.get(attempts + "?limit=2&cursor=" + cursor).then().body("items.outcome", contains("failed"));
        ANN.get(attempts + "?run=run-a").then().body("items.number", contains(2, 1));
        ANN.get(attempts + "?run=run-c").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"channels", "attempts"})
    void only_an_admin_sees_notices(String what) {
        String project = ANN.newProject();
        ANN.put("/projects/" + project + "/members/" + DEV.email(), Map.of("role", "developer"))
                .then()
                .statusCode(201);

        DEV.get("/projects/" + project + "/notices/" + what).then().statusCode(403);
        Caller.as("stranger@notices.example.org")
                .get("/projects/" + project + "/notices/" + what)
                .then()
                .statusCode(404);
    }

    private static ValidatableResponse create(String project, Map<String, Object> channel) {
        return ANN.post(path(project), channel).then();
    }

    private static Map<String, Object> channel(String kind, String target) {
        return new HashMap<>(Map.of(
                "name", "Team", "kind", kind, "target", target, "events", List.of("rule.disabled", "run.failed")));
    }

    private static String path(String project) {
        return "/projects/" + project + "/notices/channels";
    }

    private NoticeChannel stored(String project, String id) {
        return notices.channel(new ProjectId(project), new ChannelId(id)).orElseThrow();
    }

    private String open(String project, String id, dev.sluice.domain.Sealed secret) {
        return vault.open(NoticeChannel.signingPurpose(new ProjectId(project), new ChannelId(id)), secret)
                .reveal();
    }

    private void attempt(String project, String run, int number, NoticeAttempt.Outcome outcome) {
        NoticeAttempt attempt = new NoticeAttempt(
                new ProjectId(project),
                new RunId(run),
                NoticeEvent.RUN_FAILED,
                new NoticeRecipient.Person("team@example.org"),
                number,
                NoticeChannel.Kind.EMAIL,
                "team@example.org",
                Instant.now().plusSeconds(number),
                outcome,
                "The server answered 250.",
                0);
        assertThat(commits.commit(Write.save(attempt)).done()).isTrue();
    }
}
