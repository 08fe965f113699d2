package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function as git hosts see it, with its table and its queue, over HTTP. */
@QuarkusTest
@QuarkusTestResource(AwsOnThisMachine.class)
class HookResourceTest {
    private static final String SECRET = "the secret of this test";

    @Inject
    Surroundings surroundings;

    private String project;

    @BeforeEach
    void makes_a_project_and_empties_the_queue() {
        project = surroundings.project(SECRET);
        surroundings.queued();
    }

    @Test
    void queues_a_signed_push_as_one_message() {
        String id = Push.to(project)
                .header("X-GitHub-Delivery", "d-1")
                .signed(SECRET)
                .send()
                .statusCode(202)
                .contentType("application/json")
                .body("events", equalTo(1))
                .body("ignored", nullValue())
                .extract()
                .path("delivery_id");

        List<Delivery> queued = surroundings.queued();
        assertThat(queued).hasSize(1);
        Delivery delivery = queued.get(0);
        assertThat(delivery.id().value()).isEqualTo(id);
        assertThat(delivery.project().value()).isEqualTo(project);
        assertThat(delivery.key()).isEqualTo("d-1");
        assertThat(delivery.type()).isEqualTo("push");
        assertThat(delivery.events()).extracting(Event::commit).containsExactly(Push.COMMIT);
        assertThat(delivery.events()).extracting(Event::message).containsExactly("Sell more – überall");
    }

    @Test
    void queues_a_ping_with_the_reason_why_it_fires_nothing() {
        Push.to(project)
                .header("X-GitHub-Event", "ping")
                .body("{\"zen\": \"Keep it simple.\"}")
                .signed(SECRET)
                .send()
                .statusCode(202)
                .body("events", equalTo(0))
                .body("ignored", containsString("ping"));
        assertThat(surroundings.queued()).extracting(Delivery::type).containsExactly("ping");
    }

    @Test
    void queues_a_replayed_delivery_once() {
        Push push = Push.to(project).signed(SECRET);
        push.send().statusCode(202);
        push.send().statusCode(202);
        assertThat(surroundings.queued()).hasSize(1);
    }

    @Test
    void queues_another_delivery_of_the_same_content_as_well() {
        Push.to(project).signed(SECRET).send().statusCode(202);
        Push.to(project).signed(SECRET).send().statusCode(202);
        assertThat(surroundings.queued()).hasSize(2);
    }

    @Test
    void rejects_a_delivery_that_is_signed_with_another_secret() {
        Push.to(project)
                .signed("another secret")
                .send()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", not(nullValue()))
                .body("title", equalTo("Unauthorized"))
                .body("status", equalTo(401))
                .body("detail", containsString("X-Hub-Signature-256"))
                .body("detail", not(containsString(SECRET)));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_a_delivery_whose_signature_is_missing() {
        Push.to(project).send().statusCode(401).body("detail", containsString("missing"));
        Push.to(project).header("X-Hub-Signature-256", "").send().statusCode(401);
        Push.to(project)
                .header("X-Hub-Signature", "sha1=" + "0".repeat(40))
                .send()
                .statusCode(401);
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_a_body_that_was_changed_after_it_was_signed() {
        Push.to(project)
                .signed(SECRET)
                .body(Push.JSON.replace("acme", "evil"))
                .send()
                .statusCode(401);
        Push.to(project).signed(SECRET).body(Push.JSON.substring(0, 100)).send().statusCode(401);
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_a_body_that_breaks_off_or_is_empty() {
        for (String body : List.of(Push.JSON.substring(0, 100), "", " ", "null", "[]")) {
            Push.to(project)
                    .body(body)
                    .signed(SECRET)
                    .send()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.field", equalTo(List.of("body")));
        }
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void names_the_field_that_a_delivery_lacks() {
        Push.to(project)
                .body(Push.JSON.replace("full_name", "fool_name").replace("false", "\"no\""))
                .signed(SECRET)
                .send()
                .statusCode(400)
                .body("errors.field", hasItem("repository.full_name"))
                .body("errors.field", hasItem("deleted"))
                .body("errors[0].message", not(nullValue()));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void names_the_header_that_a_delivery_lacks() {
        Push.to(project)
                .without("X-GitHub-Delivery")
                .signed(SECRET)
                .send()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("X-GitHub-Delivery")));
        Push.to(project)
                .without("X-GitHub-Event")
                .signed(SECRET)
                .send()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("X-GitHub-Event")));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_a_deeply_nested_body() {
        String deep = "{\"a\":".repeat(200_000) + "1" + "}".repeat(200_000);
        Push.to(project)
                .body(deep)
                .signed(SECRET)
                .send()
                .statusCode(400)
                .body("errors[0].message", containsString("64 levels"));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void takes_4_megabytes_and_not_a_byte_more() {
        byte[] most = padded(4 * 1024 * 1024);
        Push.to(project).body(most).signed(SECRET).send().statusCode(202);
        assertThat(surroundings.queued()).hasSize(1);

        byte[] more = padded(4 * 1024 * 1024 + 1);
        Push.to(project)
                .body(more)
                .signed(SECRET)
                .send()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("4 MB"));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void says_which_content_type_to_choose_when_a_form_comes() {
        Push.to(project)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("payload=%7B%22ref%22%3A%22refs%2Fheads%2Fmain%22%7D")
                .signed(SECRET)
                .send()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("\"application/json\""));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void rejects_any_other_content_type_and_takes_a_charset() {
        for (String type : List.of("text/plain", "application/xml", "application/jsonp")) {
            Push.to(project).header("Content-Type", type).signed(SECRET).send().statusCode(415);
        }
        Push.to(project)
                .header("Content-Type", "nonsense")
                .signed(SECRET)
                .send()
                .statusCode(400);
        assertThat(surroundings.queued()).isEmpty();
        Push.to(project)
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .signed(SECRET)
                .send()
                .statusCode(202);
        assertThat(surroundings.queued()).hasSize(1);
    }

    @Test
    void answers_alike_for_all_that_it_does_not_know() {
        String unknown = Push.to(project)
                .signed(SECRET)
                .send("/hooks/nobody/github")
                .statusCode(404)
                .contentType("application/problem+json")
                .extract()
                .asString();
        for (String path : List.of(
                "/hooks/" + project + "/gitlab",
                "/hooks/" + project + "/sluice",
                "/hooks/" + project + "/GITHUB",
                "/hooks/" + project + "/svn",
                "/hooks/NOBODY%20at%0Aall/github")) {
            assertThat(Push.to(project)
                            .signed(SECRET)
                            .send(path)
                            .statusCode(404)
                            .extract()
                            .asString())
                    .isEqualTo(unknown);
        }
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void takes_posts_only() {
        RestAssured.get("/hooks/" + project + "/github").then().statusCode(405);
    }

    @Test
    void takes_a_new_secret_at_once_and_the_former_one_until_its_time_is_over() {
        Push.to(project).signed(SECRET).send().statusCode(202);
        surroundings.rotate(project, SECRET, "the new secret", Duration.ofHours(1));
        surroundings.pass(HookSecrets.MOMENT);

        Push.to(project).signed("the new secret").send().statusCode(202);
        Push.to(project).signed(SECRET).send().statusCode(202);
        surroundings.pass(Duration.ofHours(1));
        Push.to(project).signed(SECRET).send().statusCode(401);
        Push.to(project).signed("the new secret").send().statusCode(202);
        assertThat(surroundings.queued()).hasSize(4);
    }

    private static byte[] padded(int length) {
        byte[] push = Push.JSON.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(push, 0, body, 0, push.length);
        return body;
    }
}
