package dev.sluice.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.sluice.domain.Fields;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The five hosts at their URLs: the same answers, whatever their headers and bodies are. */
@QuarkusTest
@QuarkusTestResource(AwsOnThisMachine.class)
class EveryHostTest {
    private static final byte[] KEY = "32 bytes that nobody has guessed".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    @Inject
    Surroundings surroundings;

    private String project;

    @BeforeEach
    void makes_a_project_and_empties_the_queue() {
        project = surroundings.project(
                SECRET, Provider.GITHUB, Provider.GITLAB, Provider.BITBUCKET, Provider.GITEA, Provider.FORGEJO);
        surroundings.queued();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void queues_a_push(Provider host) {
        send(host, proof(host, push(host)), push(host)).statusCode(202).body("events", equalTo(1));
        assertThat(surroundings.queued()).singleElement().satisfies(delivery -> {
            assertThat(delivery.provider()).isEqualTo(host);
            assertThat(delivery.key()).isEqualTo("d-1");
            assertThat(delivery.type()).isEqualTo(type(host));
            assertThat(delivery.events()).extracting(Event::commit).containsExactly(Push.COMMIT);
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void queues_what_triggers_nothing_with_the_reason(Provider host) {
        Map<String, String> headers = proof(host, "{\"object_kind\": \"note\"}");
        headers.replaceAll((name, value) -> value.equals(type(host)) ? "something:else" : value);
        send(host, headers, "{\"object_kind\": \"note\"}")
                .statusCode(202)
                .body("events", equalTo(0))
                .body("ignored", containsString("No rule is triggered"));
        assertThat(surroundings.queued())
                .singleElement()
                .extracting(Delivery::ignored)
                .asString()
                .contains("No rule is triggered");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void rejects_a_proof_that_is_missing_or_wrong(Provider host) {
        Map<String, String> wrong = headers(host);
        wrong.put(proofHeader(host), host == Provider.GITLAB ? "another token" : "sha256=" + "0".repeat(64));
        for (Map<String, String> headers : List.of(headers(host), wrong)) {
            send(host, headers, push(host))
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("detail", containsString(proofHeader(host)))
                    .body("detail", not(containsString(SECRET)));
        }
        assertThat(surroundings.queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void names_the_field_that_a_body_lacks(Provider host) {
        boolean gitLab = host == Provider.GITLAB;
        String body = push(host).replace(gitLab ? "path_with_namespace" : "full_name", "fool_name");
        send(host, proof(host, body), body)
                .statusCode(400)
                .body("errors.field", hasItem(gitLab ? "project.path_with_namespace" : "repository.full_name"));
        assertThat(surroundings.queued()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SLUICE")
    void says_which_content_type_to_choose(Provider host) {
        Map<String, String> headers = proof(host, push(host));
        headers.put("Content-Type", "text/plain");
        send(host, headers, push(host)).statusCode(415).body("detail", containsString("application/json"));
    }

    @Test
    void takes_a_signature_of_gitlab_while_it_is_fresh_and_not_later() {
        Map<String, String> headers = headers(Provider.GITLAB);
        String time = String.valueOf(surroundings.now().getEpochSecond());
        headers.put("webhook-id", "d-2");
        headers.put("webhook-timestamp", time);
        byte[] mac = hmac(KEY, "d-2." + time + "." + push(Provider.GITLAB));
        headers.put("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac));
        send(Provider.GITLAB, headers, push(Provider.GITLAB)).statusCode(202);
        assertThat(surroundings.queued()).extracting(Delivery::key).containsExactly("d-2");
        surroundings.pass(Duration.ofMinutes(5).plusSeconds(2));
        send(Provider.GITLAB, headers, push(Provider.GITLAB))
                .statusCode(401)
                .body("detail", containsString("5 minutes"));
        headers.put("X-Gitlab-Token", SECRET);
        send(Provider.GITLAB, headers, push(Provider.GITLAB)).statusCode(401);
    }

    @Test
    void tells_gitea_at_the_url_of_github_where_it_belongs() {
        Map<String, String> headers = proof(Provider.GITHUB, push(Provider.GITEA));
        headers.put("X-Gitea-Event", "push");
        send(Provider.GITHUB, headers, push(Provider.GITEA))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("X-Gitea-Event")))
                .body("errors[0].message", containsString("/gitea"));
        assertThat(surroundings.queued()).isEmpty();
    }

    @Test
    void queues_many_changes_of_bitbucket_as_one_message_unless_there_is_no_room_for_them() {
        String three = changes(3);
        send(Provider.BITBUCKET, proof(Provider.BITBUCKET, three), three)
                .statusCode(202)
                .body("events", equalTo(3));
        assertThat(surroundings.queued()).singleElement().satisfies(delivery -> assertThat(delivery.events())
                .hasSize(3));
        String thousands = changes(2000);
        send(Provider.BITBUCKET, proof(Provider.BITBUCKET, thousands), thousands)
                .statusCode(413)
                .body("detail", containsString("too many branches and tags"));
        assertThat(surroundings.queued()).isEmpty();
    }

    private ValidatableResponse send(Provider host, Map<String, String> headers, String body) {
        return given().headers(headers)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/" + project + "/" + Fields.wire(host))
                .then();
    }

    private static Map<String, String> headers(Provider host) {
        String name =
                switch (host) {
                    case GITHUB -> "X-GitHub-";
                    case GITEA -> "X-Gitea-";
                    case FORGEJO -> "X-Forgejo-";
                    default -> "";
                };
        Map<String, String> headers = new HashMap<>(
                switch (host) {
                    case GITLAB -> Map.of("X-Gitlab-Event", type(host), "Idempotency-Key", "d-1");
                    case BITBUCKET -> Map.of("X-Event-Key", type(host), "X-Request-UUID", "d-1");
                    default -> Map.of(name + "Event", type(host), name + "Delivery", "d-1");
                });
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static Map<String, String> proof(Provider host, String body) {
        Map<String, String> headers = headers(host);
        String hex = HexFormat.of().formatHex(hmac(SECRET.getBytes(StandardCharsets.UTF_8), body));
        headers.put(
                proofHeader(host),
                switch (host) {
                    case GITLAB -> SECRET;
                    case GITEA, FORGEJO -> hex;
                    default -> "sha256=" + hex;
                });
        return headers;
    }

    private static String proofHeader(Provider host) {
        return switch (host) {
            case GITHUB -> "X-Hub-Signature-256";
            case GITLAB -> "X-Gitlab-Token";
            case BITBUCKET -> "X-Hub-Signature";
            case GITEA -> "X-Gitea-Signature";
            case FORGEJO -> "X-Forgejo-Signature";
            case SLUICE -> throw new IllegalArgumentException("Sluice sends no webhooks.");
        };
    }

    private static String type(Provider host) {
        return switch (host) {
            case GITLAB -> "Push Hook";
            case BITBUCKET -> "repo:push";
            default -> "push";
        };
    }

    private static String push(Provider host) {
        return switch (host) {
            case GITLAB ->
                """
                {"object_kind": "push", "ref": "refs/heads/main", "before": "%s", "after": "%s", "checkout_sha": "%2$s",
                 "user_username": "ada", "project": {"path_with_namespace": "acme/shop"}, "commits": []}
                """
                        .formatted("1".repeat(40), Push.COMMIT);
            case BITBUCKET -> changes(1);
            default -> Push.JSON;
        };
    }

    private static String changes(int count) {
        String change =
                """
                {"forced": false, "old": null,
                 "new": {"type": "branch", "name": "main", "target": {"hash": "%s", "message": "Sell more"}}}
                """
                        .formatted(Push.COMMIT);
        return """
                {"actor": {"nickname": "ada"}, "repository": {"full_name": "acme/shop"}, "push": {"changes": [%s]}}
                """
                .formatted(String.join(",", Collections.nCopies(count, change)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
