package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.RuleFormat;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Entity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DomainJsonTest {
    static Stream<Entity> examples() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_written_reads_back_the_same(Entity entity) {
        assertThat(DomainJson.read(DomainJson.bytes(entity), entity.getClass())).isEqualTo(entity);
    }

    @Test
    void names_are_in_snake_case_ids_are_texts_and_what_is_absent_has_no_field() throws Exception {
        JsonNode lane = json(Lane.free(Examples.DEMO, Examples.STAGING));

        assertThat(lane)
                .isEqualTo(
                        DomainJson.mapper()
                                .readTree(
                                        """
                {"project": "demo", "environment": "staging", "next_number": 1, "revision": 0}"""));
    }

    @Test
    void an_environment_has_its_fields_and_nothing_that_is_computed() {
        JsonNode environment = json(Examples.environment());

        assertThat(fields(environment))
                .containsExactlyInAnyOrder(
                        "project", "id", "name", "kind", "platform", "url", "build", "arrival", "revision");
        assertThat(environment.at("/kind").textValue()).isEqualTo("staging");
        assertThat(environment.at("/platform/type").textValue()).isEqualTo("agent");
        assertThat(environment.at("/platform/key").textValue()).isEqualTo("v1.cGxhdGZvcm0=");
    }

    @Test
    void times_are_written_as_rfc_3339() {
        assertThat(json(Examples.project()).at("/created_at").textValue()).isEqualTo("2026-03-01T12:00:00.123456789Z");
    }

    @Test
    void a_rule_has_its_documented_form() {
        RuleSpec spec = Examples.spec(new Trigger.TagPush("v*"), new Action.QuickUpdate(Examples.STAGING));

        assertThat(json(spec)).isEqualTo(json(RuleFormat.format(spec)));
        assertThat(json(spec).at("/trigger/tag_pattern").textValue()).isEqualTo("v*");
    }

    @Test
    void a_rule_that_could_not_be_read_again_is_not_written() {
        RuleSpec spec = Examples.spec(new Trigger.TagPush(""), new Action.QuickUpdate(Examples.STAGING));

        assertThatThrownBy(() -> DomainJson.bytes(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trigger.tag_pattern");
    }

    @Test
    void unknown_fields_are_ignored_but_refused_inside_a_rule() {
        ObjectNode rule = DomainJson.mapper().valueToTree(Examples.rules().get(0));
        rule.put("from_the_future", 1);

        assertThat(DomainJson.read(rule, Examples.rules().get(0).getClass()))
                .isEqualTo(Examples.rules().get(0));

        ((ObjectNode) rule.at("/spec/conditions")).put("from_the_future", 1);
        assertThatThrownBy(() -> DomainJson.read(rule, Examples.rules().get(0).getClass()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spec")
                .hasMessageContaining("conditions.from_the_future");
    }

    @Test
    void a_secret_in_the_clear_is_neither_written_nor_read() {
        assertThatThrownBy(() -> DomainJson.bytes(new Secret("hush")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seal it first")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> DomainJson.bytes(Map.of("a", List.of(new Secret("hush")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> DomainJson.read("\"hush\"", Secret.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
        assertThat(DomainJson.read("\"v1.AAAA\"", Sealed.class)).isEqualTo(new Sealed("v1.AAAA"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            {"project":"demo","role":"admin"}                               | email: Required
            {"project":"demo","email":null,"role":"admin"}                  | Required
            {"email":"a@b.c","role":null}                                   | project: Required
            {"project":"demo","email":"a@b.c","role":"king"}                | role
            {"project":"Not A Slug","email":"a@b.c","role":"admin"}         | project
            {"project":7,"email":"a@b.c","role":"admin"}                    | project
            {"project":"demo","email":"a@b.c","role":"admin","revision":"x"}| revision
            {"project":"demo","email":"a@b.c","role":0}                     | role
            []                                                              | Member
            null                                                            | Member
            {"project":                                                     | line 1
            {} {}                                                           | project""")
    void bad_input_is_told_with_its_field(String json, String field) {
        assertThatThrownBy(() -> DomainJson.read(json, Member.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
        assertThatThrownBy(() -> DomainJson.read(json.getBytes(StandardCharsets.UTF_8), Member.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    @Test
    void a_fault_deep_inside_is_told_with_its_path_and_without_its_value() {
        ObjectNode delivery =
                DomainJson.mapper().valueToTree(ExampleEvents.delivery("key", List.of(ExampleEvents.push("main"))));
        ((ObjectNode) delivery.at("/events/0")).put("kind", "quiet-value");

        assertThatThrownBy(() -> DomainJson.read(delivery.toString(), Delivery.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events.0.kind: A valid EventKind.");
    }

    @Test
    void a_number_or_boolean_that_an_older_item_lacks_is_0_or_false_and_an_optional_value_is_absent() {
        ObjectNode run = DomainJson.mapper().valueToTree(ExampleRuns.finished());
        run.remove(List.of("revision", "settled", "deployment"));

        Run read = DomainJson.read(run, Run.class);

        assertThat(read.revision()).isZero();
        assertThat(read.settled()).isFalse();
        assertThat(read.deployment()).isEmpty();
    }

    @Test
    void a_stray_second_document_and_a_doubled_field_are_refused() {
        String member =
                new String(DomainJson.bytes(Member.of(Examples.DEMO, "a@b.c", Role.ADMIN)), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DomainJson.read(member + "{}", Member.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DomainJson.read(member.replace("{", "{\"role\":\"viewer\","), Member.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_record_shows_its_sealed_secrets_when_it_is_printed() {
        Environment environment = Examples.environment();

        assertThat(environment.toString()).doesNotContain("cGxhdGZvcm0=");
        assertThat(ExampleRuns.action().toString()).doesNotContain("dG9rZW4=");
    }

    private static JsonNode json(Object value) {
        return DomainJson.read(DomainJson.bytes(value), JsonNode.class);
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
