package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.event.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field that a host's payload must have, missing or of another kind, is named. */
class MalformedFieldsTest {
    enum Body {
        GITLAB_PUSH(
                Provider.GITLAB,
                "Push Hook",
                Bodies.gitLabPush(),
                "ref before after checkout_sha? user_username? project project.path_with_namespace commits?"
                        + " commits[0].added? commits[0].message?"),
        GITLAB_MERGE_REQUEST(
                Provider.GITLAB,
                "Merge Request Hook",
                Bodies.gitLabMergeRequest(),
                "user project project.path_with_namespace object_attributes object_attributes.action?"
                        + " object_attributes.iid object_attributes.source_branch object_attributes.target_branch"
                        + " object_attributes.last_commit object_attributes.last_commit.id object_attributes.title?"
                        + " object_attributes.source? object_attributes.source.path_with_namespace"),
        BITBUCKET_PUSH(
                Provider.BITBUCKET,
                "repo:push",
                Bodies.bitbucketPush(),
                "actor repository repository.full_name push push.changes push.changes[0].forced?"
                        + " push.changes[0].new? push.changes[0].new.type push.changes[0].new.name"
                        + " push.changes[0].new.target push.changes[0].new.target.hash"
                        + " push.changes[0].new.target.message? push.changes[1].old push.changes[1].old.target.hash"),
        BITBUCKET_PULL_REQUEST(
                Provider.BITBUCKET,
                "pullrequest:created",
                Bodies.bitbucketPullRequest(),
                "actor repository repository.full_name pullrequest pullrequest.id pullrequest.title?"
                        + " pullrequest.source pullrequest.source.commit pullrequest.source.commit.hash"
                        + " pullrequest.source.branch pullrequest.source.branch.name pullrequest.source.repository?"
                        + " pullrequest.destination pullrequest.destination.branch.name"),
        GITEA_PUSH(
                Provider.GITEA,
                "push",
                Bodies.giteaPush(),
                "ref before after repository repository.full_name sender sender.login head_commit? head_commit.id"
                        + " commits? commits[0].added?"),
        FORGEJO_PULL_REQUEST(
                Provider.FORGEJO,
                "pull_request",
                Bodies.giteaPullRequest(),
                "action repository repository.full_name sender sender.login pull_request pull_request.number"
                        + " pull_request.head pull_request.head.sha pull_request.head.ref pull_request.head.repo?"
                        + " pull_request.base pull_request.base.ref pull_request.title? pull_request.merged?"),
        GITEA_DELETION(
                Provider.GITEA,
                "delete",
                Bodies.giteaDeletion(),
                "ref ref_type repository repository.full_name sender sender.login");

        private final Provider provider;
        private final String type;
        private final String json;
        private final String fields;

        /** {@code fields}: those that are looked at; a question mark after one that may be absent. */
        Body(Provider provider, String type, ObjectNode json, String fields) {
            this.provider = provider;
            this.type = type;
            this.json = json.toString();
            this.fields = fields;
        }

        Provider provider() {
            return provider;
        }

        Stream<String> fields() {
            return Arrays.stream(fields.split(" "));
        }

        ObjectNode json() {
            return (ObjectNode) Payloads.json(json);
        }

        Reading read(String body) {
            return Requests.read(provider, type, body);
        }
    }

    record Case(Body body, String field) {
        ObjectNode json() {
            return body.json();
        }

        ContainerNode<?> parent(ObjectNode root) {
            String path = "/" + field.replace('.', '/').replace("[", "/").replace("]", "");
            return (ContainerNode<?>) root.at(path.substring(0, path.lastIndexOf('/')));
        }

        String name() {
            return field.substring(field.lastIndexOf('.') + 1);
        }
    }

    static Stream<Case> required() {
        return Arrays.stream(Body.values())
                .flatMap(body ->
                        body.fields().filter(field -> !field.endsWith("?")).map(field -> new Case(body, field)));
    }

    static Stream<Case> all() {
        return Arrays.stream(Body.values())
                .flatMap(body -> body.fields().map(field -> new Case(body, field.replace("?", ""))));
    }

    @Test
    void looks_at_every_field_that_is_read() {
        assertThat(required()).hasSize(64);
        assertThat(all()).hasSize(83);
    }

    @ParameterizedTest
    @EnumSource
    void reads_each_body_as_it_is(Body body) {
        assertThat(Requests.understood(body.read(body.json().toString()))
                        .facts()
                        .events())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("required")
    void names_a_field_that_is_missing_or_null(Case lacking) {
        ObjectNode missing = lacking.json();
        ((ObjectNode) lacking.parent(missing)).remove(lacking.name());
        assertNamed(lacking, lacking.body().read(missing.toString()));
        ObjectNode none = lacking.json();
        ((ObjectNode) lacking.parent(none)).putNull(lacking.name());
        assertNamed(lacking, lacking.body().read(none.toString()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void names_a_field_of_the_wrong_type(Case wrong) {
        for (String value : List.of("17.5", "[[17]]", "{\"\": 17}")) {
            ObjectNode json = wrong.json();
            ((ObjectNode) wrong.parent(json)).set(wrong.name(), Payloads.json(value));
            if (isContainer(wrong) && value.startsWith("{")) {
                continue; // an object where an object belongs is not of the wrong type
            }
            assertThat(Requests.errorFields(wrong.body().read(json.toString())))
                    .as(value)
                    .allMatch(field -> field.startsWith(wrong.field()))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void refuses_names_and_hashes_that_are_huge_or_hold_control_characters_and_cuts_texts(Case odd) {
        if (isContainer(odd) || !odd.parent(odd.json()).path(odd.name()).isTextual()) {
            return;
        }
        for (String value : List.of("x".repeat(1_000_000), "main\u0000", "a\nb", "\ud800", " ", "")) {
            ObjectNode json = odd.json();
            ((ObjectNode) odd.parent(json)).put(odd.name(), value);
            Reading reading = odd.body().read(json.toString());
            boolean isForPeople = odd.field().matches(".*(message|title|user_username)");
            if (isForPeople && !value.isBlank()) {
                Requests.understood(reading).facts().events().forEach(event -> assertThat(
                                event.message() + event.actor())
                        .hasSizeLessThan(1000)
                        .doesNotContain("\u0000", "\n", "\ud800"));
            } else if (!isForPeople) {
                String what = reading.fold(yes -> yes.facts().ignored().orElse("read"), errors -> "refused");
                assertThat(what)
                        .as(odd.field() + "=" + Clean.firstLine(value, 20))
                        .isNotEqualTo("read");
            }
        }
    }

    @Test
    void names_headers_that_are_missing_or_odd() {
        Map<Provider, List<String>> named = Map.of(
                Provider.GITHUB, List.of("X-GitHub-Event", "X-GitHub-Delivery"),
                Provider.BITBUCKET, List.of("X-Event-Key", "X-Request-UUID"),
                Provider.GITEA, List.of("X-Gitea-Event", "X-Gitea-Delivery"),
                Provider.FORGEJO, List.of("X-Forgejo-Event", "X-Forgejo-Delivery"),
                Provider.GITLAB, List.of("X-Gitlab-Event"));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        named.forEach((provider, headers) -> assertThat(Requests.errorFields(Requests.read(provider, Map.of(), body)))
                .containsExactlyElementsOf(headers));
        for (String id : List.of("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID")) {
            Map<String, String> long129 = Map.of("X-Gitlab-Event", "Push Hook", id, "k".repeat(129));
            assertThat(Requests.errorFields(Requests.read(Provider.GITLAB, long129, body)))
                    .containsExactly(id);
        }
    }

    private static boolean isContainer(Case field) {
        return field.parent(field.json()).path(field.name()).isContainerNode();
    }

    /** A change of Bitbucket's that has neither side is named by its new one. */
    private static void assertNamed(Case lacking, Reading reading) {
        String field = lacking.field().equals("push.changes[1].old") ? "push.changes[1].new" : lacking.field();
        String person = lacking.field().equals("user") || lacking.field().equals("actor") ? lacking.field() : field;
        assertThat(Requests.errorFields(reading)).containsExactly(person);
    }

    @Test
    void names_an_item_of_a_list_that_is_wrong() {
        ObjectNode push = Bodies.bitbucketPush();
        Bodies.changes(push).add(17);
        assertThat(Requests.errorFields(Body.BITBUCKET_PUSH.read(push.toString())))
                .containsExactly("push.changes[3]");
        ObjectNode gitLab = Bodies.gitLabPush();
        ((ArrayNode) gitLab.at("/commits/0/removed")).add(1);
        assertThat(Requests.errorFields(Body.GITLAB_PUSH.read(gitLab.toString())))
                .containsExactly("commits[0].removed[0]");
    }
}
