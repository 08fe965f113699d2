package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabProofTest {
    private static final byte[] BODY = "{\"object_kind\": \"push\"}".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = secret((byte) 1);
    private static final String FORMER = secret((byte) 2);
    private static final String NOW = String.valueOf(Requests.AT.getEpochSecond());

    @Test
    void accepts_a_signature_with_either_secret_of_a_rotation() {
        HookRequest request = signed(SECRET, NOW, "");
        assertThat(verified(request, SECRET, FORMER)).isTrue();
        assertThat(verified(request, FORMER, SECRET)).isTrue();
        assertThat(verified(request, FORMER)).isFalse();
        assertThat(verified(request)).isFalse();
    }

    @Test
    void accepts_one_right_signature_among_several() {
        String right = signature(SECRET, "msg_1", NOW);
        String wrong = signature(FORMER, "msg_1", NOW);
        for (String all : new String[] {
            wrong + " " + right, right + " " + wrong, "v1a,AAAA v2,BBBB " + right, "v1,!! " + right, " " + right
        }) {
            assertThat(verified(request(Map.of("webhook-signature", all)), SECRET))
                    .as(all)
                    .isTrue();
        }
        assertThat(verified(request(Map.of("webhook-signature", wrong + " " + wrong)), SECRET))
                .isFalse();
    }

    @Test
    void refuses_a_signature_whose_time_is_more_than_five_minutes_away() {
        for (long seconds : new long[] {-300, -299, 0, 299, 300}) {
            assertThat(verified(signed(SECRET, at(seconds), ""), SECRET)).isTrue();
        }
        for (long seconds : new long[] {-301, 301, -86_400, 86_400}) {
            assertThat(Requests.refusal(Provider.GITLAB, signed(SECRET, at(seconds), ""), SECRET))
                    .contains("webhook-timestamp")
                    .contains("5 minutes");
        }
    }

    @Test
    void refuses_a_signature_over_another_id_time_or_body() {
        String right = signature(SECRET, "msg_1", NOW);
        assertThat(verified(request(Map.of("webhook-signature", right)), SECRET))
                .isTrue();
        assertThat(verified(request(Map.of("webhook-signature", right, "webhook-id", "msg_2")), SECRET))
                .isFalse();
        assertThat(verified(request(Map.of("webhook-signature", right, "webhook-timestamp", at(1))), SECRET))
                .isFalse();
        Map<String, String> headers =
                Map.of("webhook-signature", right, "webhook-id", "msg_1", "webhook-timestamp", NOW);
        byte[] other = BODY.clone();
        other[0] = ' ';
        assertThat(verified(Requests.request(headers, other), SECRET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "v1", "v1,", "v1,AAAA", "v1,%", "v2,%s", "%s", "V1,%s", "v1=%s", "v1,%s,v1,%s", "v1a,%s"
            })
    void refuses_a_signature_of_any_other_form(String form) {
        String digest = signature(SECRET, "msg_1", NOW).substring(3);
        String refusal = Requests.refusal(
                Provider.GITLAB, request(Map.of("webhook-signature", form.replace("%s", digest))), SECRET);
        assertThat(refusal).contains("webhook-signature").doesNotContain(digest).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1e3", "-1", "1772366400.5", "99999999999999999999999"})
    void refuses_a_time_that_is_none(String time) {
        assertThat(Requests.refusal(Provider.GITLAB, signed(SECRET, time, ""), SECRET))
                .contains("webhook-timestamp");
    }

    @Test
    void names_the_header_that_a_signature_needs_beside_it() {
        String right = signature(SECRET, "msg_1", NOW);
        assertThat(Requests.refusal(
                        Provider.GITLAB,
                        Requests.request(Map.of("webhook-signature", right, "webhook-timestamp", NOW), BODY),
                        SECRET))
                .contains("webhook-id");
        assertThat(Requests.refusal(
                        Provider.GITLAB,
                        Requests.request(Map.of("webhook-signature", right, "webhook-id", "msg_1"), BODY),
                        SECRET))
                .contains("webhook-timestamp");
    }

    @Test
    void lets_a_signature_decide_whatever_token_stands_beside_it() {
        assertThat(verified(signed(SECRET, NOW, "wrong token"), SECRET)).isTrue();
        assertThat(verified(signed(FORMER, NOW, SECRET), SECRET)).isFalse();
        assertThat(verified(Requests.request(Map.of("webhook-signature", "", "X-Gitlab-Token", SECRET), BODY), SECRET))
                .isFalse();
    }

    @Test
    void signs_with_no_secret_that_is_not_of_the_form() {
        for (String secret : new String[] {"", "whsec_", "whsec_!!", "topsecret"}) {
            String signature = signatureWithKey("x".getBytes(StandardCharsets.UTF_8), "msg_1", NOW);
            assertThat(verified(request(Map.of("webhook-signature", signature)), secret))
                    .isFalse();
        }
    }

    @Test
    void accepts_the_token_of_either_secret_where_nothing_is_signed() {
        assertThat(verified(token(SECRET), SECRET, FORMER)).isTrue();
        assertThat(verified(token(FORMER), SECRET, FORMER)).isTrue();
        assertThat(verified(token("topsecret"), "topsecret")).isTrue();
        assertThat(verified(token("topsecreT"), "topsecret")).isFalse();
        assertThat(verified(token("topsecret "), "topsecret")).isFalse();
        assertThat(verified(token("topsecre"), "topsecret")).isFalse();
        assertThat(verified(token("topsecret"))).isFalse();
    }

    @Test
    void refuses_a_token_that_is_missing_or_empty_even_for_an_empty_secret() {
        assertThat(verified(token(""), "")).isFalse();
        assertThat(verified(Requests.request(Map.of(), BODY), "")).isFalse();
        assertThat(Requests.refusal(Provider.GITLAB, Requests.request(Map.of(), BODY), SECRET))
                .contains("X-Gitlab-Token")
                .contains("webhook-signature")
                .doesNotContain(SECRET);
        assertThat(Requests.refusal(Provider.GITLAB, token("wrong token"), SECRET))
                .doesNotContain("wrong token")
                .doesNotContain(SECRET);
    }

    private static String secret(byte first) {
        byte[] bytes = new byte[32];
        bytes[0] = first;
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    private static String at(long seconds) {
        Instant time = Requests.AT.plusSeconds(seconds);
        return String.valueOf(time.getEpochSecond());
    }

    private static HookRequest signed(String secret, String time, String token) {
        Map<String, String> headers =
                new HashMap<>(Map.of("webhook-signature", signature(secret, "msg_1", time), "webhook-timestamp", time));
        if (!token.isEmpty()) {
            headers.put("X-Gitlab-Token", token);
        }
        return request(headers);
    }

    private static HookRequest token(String token) {
        return Requests.request(Map.of("X-Gitlab-Token", token), BODY);
    }

    /** With the id and the time that these tests sign, unless they are given. */
    private static HookRequest request(Map<String, String> given) {
        Map<String, String> headers = new HashMap<>(Map.of("webhook-id", "msg_1", "webhook-timestamp", NOW));
        headers.putAll(given);
        return Requests.request(headers, BODY);
    }

    private static String signature(String secret, String id, String time) {
        return signatureWithKey(Base64.getDecoder().decode(secret.substring("whsec_".length())), id, time);
    }

    private static String signatureWithKey(byte[] key, String id, String time) {
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, head, BODY));
    }

    private static boolean verified(HookRequest request, String... secrets) {
        return Requests.verified(Provider.GITLAB, request, secrets);
    }
}
