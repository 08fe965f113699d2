package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubMalformedTest {
    @ParameterizedTest
    @CsvSource({
        "/ref, ref",
        "/before, before",
        "/after, after",
        "/repository, repository",
        "/repository/full_name, repository.full_name",
        "/sender, sender",
        "/sender/login, sender.login",
        "/head_commit/id, head_commit.id"
    })
    void names_a_field_that_is_missing(String pointer, String field) {
        ObjectNode push = PushJson.push();
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) push.at(pointer.substring(0, slash));
        parent.remove(pointer.substring(slash + 1));
        assertThat(Requests.errorFields(Requests.read("push", push.toString()))).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "/ref, ref",
        "/before, before",
        "/after, after",
        "/deleted, deleted",
        "/forced, forced",
        "/compare, compare",
        "/repository, repository",
        "/repository/full_name, repository.full_name",
        "/sender, sender",
        "/sender/login, sender.login",
        "/head_commit, head_commit",
        "/head_commit/id, head_commit.id",
        "/head_commit/message, head_commit.message",
        "/head_commit/url, head_commit.url",
        "/commits, commits",
        "/commits/0/added, commits[0].added"
    })
    void names_a_field_of_the_wrong_type(String pointer, String field) {
        ObjectNode push = PushJson.push();
        ((ObjectNode) push.get("head_commit")).put("url", ""); // so that compare is looked at
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) push.at(pointer.substring(0, slash));
        parent.put(pointer.substring(slash + 1), 17);
        assertThat(Requests.errorFields(Requests.read("push", push.toString()))).contains(field);
    }

    @Test
    void names_every_field_that_is_wrong_at_once() {
        ObjectNode push = PushJson.push();
        push.put("before", "HEAD").put("forced", "no");
        push.putObject("repository").put("full_name", "acme");
        assertThat(Requests.errorFields(Requests.read("push", push.toString())))
                .containsExactlyInAnyOrder("before", "forced", "repository.full_name");
    }

    @Test
    void names_an_item_of_a_list_that_is_wrong() {
        String noCommit = PushJson.push(push -> ((ArrayNode) push.get("commits")).add("text"));
        assertThat(Requests.errorFields(Requests.read("push", noCommit))).containsExactly("commits[1]");
        String noPath = PushJson.push(push -> ((ArrayNode) push.at("/commits/0/removed")).add(1));
        assertThat(Requests.errorFields(Requests.read("push", noPath))).containsExactly("commits[0].removed[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main\u0000", "main\ud800", "main\uffff"})
    void refuses_a_ref_with_characters_that_no_ref_has(String name) {
        String body = PushJson.push(push -> push.put("ref", "refs/heads/" + name));
        assertThat(Requests.errorFields(Requests.read("push", body))).containsExactly("ref");
    }

    @Test
    void refuses_a_ref_that_is_too_long_instead_of_cutting_it() {
        String fits = PushJson.push(push -> push.put("ref", "refs/heads/" + "b".repeat(255)));
        assertThat(Requests.event(Requests.read("push", fits)).ref()).hasSize(255);
        String over = PushJson.push(push -> push.put("ref", "refs/heads/" + "b".repeat(256)));
        assertThat(Requests.errorFields(Requests.read("push", over))).containsExactly("ref");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"push\"",
                "17",
                "{",
                "{}}",
                "{} {}",
                "{\"ref\": \"refs/heads/main\"",
                "{\"ref\": 1, \"ref\": 2}",
                "{\"repository\": {\"full_name\": \"a/b\", \"full_name\": \"c/d\"}}",
                "{'ref': 1}",
                "{\"n\": NaN}",
                "{\"n\": 01}",
                "ref=refs%2Fheads%2Fmain",
                "\ufeff{}",
                "{\"ref\": \"a\nb\"}"
            })
    void refuses_what_is_not_one_json_object(String body) {
        assertThat(Requests.errorFields(Requests.read("push", body))).containsExactly("body");
        assertThat(Requests.errorFields(Requests.read("ping", body))).containsExactly("body");
    }

    @Test
    void says_where_the_json_breaks_without_quoting_it() {
        FieldError error = Requests.errors(Requests.read("push", "{\"token\":\n  hunter2}"))
                .get(0);
        assertThat(error.message()).contains("line 2").doesNotContain("hunter2");
    }

    @Test
    void refuses_deep_nesting_long_numbers_and_long_names() {
        String deep = "{\"a\":".repeat(100_000);
        String deepList = "{\"a\":" + "[".repeat(100_000);
        String number = "{\"a\":" + "9".repeat(1_000_000) + "}";
        String name = "{\"" + "a".repeat(1_000_000) + "\": 1}";
        for (String body : new String[] {deep, deepList, number, name}) {
            assertThat(Requests.errorFields(Requests.read("push", body))).containsExactly("body");
        }
    }

    @Test
    void reads_on_past_numbers_that_fit_no_type() {
        String body = PushJson.push(push -> {}).replaceFirst("\"id\":7", "\"id\":1e999999999,\"x\":-" + "9".repeat(99));
        assertThat(body).contains("1e999999999");
        assertThat(Requests.event(Requests.read("push", body)).repository()).isEqualTo("acme/shop");
    }

    @Test
    void refuses_what_is_not_utf_8() {
        String push = PushJson.push().toString();
        byte[] latin1 = push.replace("Sell", "S\u00e9ll").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = push.getBytes(StandardCharsets.UTF_16BE);
        byte[] utf32 = push.getBytes(java.nio.charset.Charset.forName("UTF-32BE"));
        byte[] overlong = push.getBytes(StandardCharsets.UTF_8);
        overlong[push.indexOf("Sell")] = (byte) 0xc1;
        overlong[push.indexOf("Sell") + 1] = (byte) 0x81;
        for (byte[] body : new byte[][] {latin1, utf16, utf32, overlong}) {
            assertThat(Requests.errorFields(Requests.read("push", body))).containsExactly("body");
        }
    }

    @Test
    void names_a_header_that_is_missing_or_odd() {
        byte[] body = PushJson.push().toString().getBytes(StandardCharsets.UTF_8);
        assertThat(Requests.errorFields(read(Map.of("X-GitHub-Event", "push"), body)))
                .containsExactly("X-GitHub-Delivery");
        assertThat(Requests.errorFields(read(Map.of("X-GitHub-Delivery", "d1"), body)))
                .containsExactly("X-GitHub-Event");
        assertThat(Requests.errorFields(
                        read(Map.of("X-GitHub-Delivery", "d".repeat(129), "X-GitHub-Event", "pu\nsh"), body)))
                .containsExactly("X-GitHub-Event", "X-GitHub-Delivery");
    }

    /** A fixed seed, so that a failure comes back. */
    @Test
    void answers_any_damage_to_a_payload_with_a_value() {
        byte[] whole = PushJson.push().toString().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20260301);
        int malformed = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] body = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            malformed += Requests.read("push", body).fold(yes -> 0, no -> 1);
        }
        assertThat(malformed).isBetween(2000, 4999);
    }

    private static Reading read(Map<String, String> headers, byte[] body) {
        return new GitHub().read(new VerifiedRequest(Requests.request(headers, body)));
    }
}
