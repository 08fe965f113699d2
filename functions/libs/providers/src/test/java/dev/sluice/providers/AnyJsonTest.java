package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.Names;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.providers.MalformedFieldsTest.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a signed body holds, the answer is a value: it is read, ignored, or refused by its fields. */
class AnyJsonTest {
    private static final List<String> NAMES = namesOfAllBodies();
    private static final List<String> WORDS = List.of(
            "refs/heads/main",
            "refs/tags/v1",
            "branch",
            "tag",
            "opened",
            "closed",
            "open",
            "merge",
            "acme/shop",
            "0".repeat(40),
            "a".repeat(40),
            "123456789abc",
            "https://example.org/",
            "",
            "\u0000",
            "\ud83d\ude00");

    private static final List<String> SCALARS =
            List.of("null", "true", "0", "-1", "12", "1e400", "99999999999999999999", "[]", "{}");

    @Provide
    Arbitrary<JsonNode> anything() {
        return Arbitraries.randomValue(random -> anything(random, 3));
    }

    @Provide
    Arbitrary<JsonNode> objects() {
        return Arbitraries.randomValue(random -> object(random, 4));
    }

    private static JsonNode anything(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> Payloads.node(WORDS.get(random.nextInt(WORDS.size())));
            case 1 -> Payloads.json(SCALARS.get(random.nextInt(SCALARS.size())));
            case 2 -> {
                ArrayNode list = (ArrayNode) Payloads.json("[]");
                random.ints(random.nextInt(4)).forEach(i -> list.add(anything(random, depth - 1)));
                yield list;
            }
            default -> object(random, depth - 1);
        };
    }

    private static JsonNode object(Random random, int depth) {
        Map<String, JsonNode> fields = new HashMap<>();
        random.ints(random.nextInt(8), 0, NAMES.size()).forEach(i -> fields.put(NAMES.get(i), anything(random, depth)));
        return Payloads.object(fields);
    }

    @Property(tries = 2000)
    void answers_a_body_of_any_fields(@ForAll Body body, @ForAll("objects") JsonNode json) {
        check(body.read(json.toString()));
    }

    @Property(tries = 4000)
    void answers_a_body_in_which_anything_stands_in_place_of_something(
            @ForAll Body body, @ForAll("anything") JsonNode value, @ForAll int where) {
        ObjectNode json = body.json();
        List<Runnable> places = new ArrayList<>();
        collect(json, value, places);
        places.get(Math.floorMod(where, places.size())).run();
        check(body.read(json.toString()));
    }

    @Property
    void answers_any_proof(@ForAll Body body, @ForAll("proofs") Map<String, String> headers, @ForAll byte[] bytes) {
        assertThat(Requests.verified(body.provider(), Requests.request(headers, bytes), "a secret", "whsec_AAAA"))
                .isFalse();
    }

    @Provide
    Arbitrary<Map<String, String>> proofs() {
        Arbitrary<String> names = Arbitraries.of(
                "X-Hub-Signature-256",
                "X-Hub-Signature",
                "X-Gitea-Signature",
                "X-Forgejo-Signature",
                "X-Gitlab-Token",
                "webhook-id",
                "webhook-timestamp",
                "webhook-signature");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(100),
                Arbitraries.of("", "sha256=", "v1,", "v1,AAAA", "1772366400", "-1", "9".repeat(30), "0".repeat(64)));
        return Combinators.combine(names.list().ofMaxSize(4), values.list().ofSize(4))
                .as((some, texts) -> IntStream.range(0, some.size())
                        .boxed()
                        .collect(Collectors.toMap(some::get, texts::get, (one, other) -> other)));
    }

    /** What is read obeys the contract of an event. */
    private static void check(Reading reading) {
        List<Event> events = reading.fold(yes -> yes.facts().events(), errors -> List.of());
        for (Event event : events) {
            assertThat(event.repository()).contains("/");
            assertThat(event.ref()).isNotBlank();
            assertThat(event.commit().isEmpty()).isEqualTo(event.deleted());
            if (event.kind() == EventKind.PUSH || event.kind() == EventKind.TAG_PUSH) {
                assertThat(event.commit()).satisfiesAnyOf(c -> assertThat(c).isEmpty(), c -> assertThat(c)
                        .matches(Names::isFullSha));
            }
        }
    }

    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                places.add(() -> object.set(name, value));
                collect(object.get(name), value, places);
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                places.add(() -> list.set(at, value));
                collect(list.get(i), value, places);
            }
        }
    }

    private static List<String> namesOfAllBodies() {
        List<String> names = new ArrayList<>();
        for (Body body : Body.values()) {
            names.addAll(Payloads.fieldNames(body.json()));
        }
        return names.stream().distinct().toList();
    }
}
