package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSignatureTest {
    private static final String NAME = "X-Hub-Signature-256";
    private static final String SECRET = "a secret of this test";
    private static final byte[] BODY = "{\"zen\": \"Ünïcode\"}".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Requests.hmac("HmacSHA256", SECRET, BODY);

    private final GitHost gitHub =
            GitHosts.of(dev.sluice.domain.event.Provider.GITHUB).orElseThrow();

    @Test
    void accepts_the_former_secret_beside_the_current_one() {
        assertThat(verified(verify("sha256=" + DIGEST, "the new secret", SECRET)))
                .isTrue();
        assertThat(verified(verify("sha256=" + DIGEST, SECRET, "the old secret")))
                .isTrue();
    }

    @Test
    void finds_the_header_whatever_its_case() {
        Map<String, String> headers = Map.of("x-HUB-signature-256", "sha256=" + DIGEST);
        assertThat(verified(gitHub.verify(Requests.request(headers, BODY), List.of(new Secret(SECRET)))))
                .isTrue();
    }

    @Test
    void refuses_a_body_that_differs_in_one_byte() {
        byte[] other = BODY.clone();
        other[other.length - 1] = ' ';
        Map<String, String> headers = Map.of(NAME, "sha256=" + DIGEST);
        assertThat(verified(gitHub.verify(Requests.request(headers, other), List.of(new Secret(SECRET)))))
                .isFalse();
    }

    @Test
    void refuses_a_request_without_a_signature() {
        assertThat(reason(gitHub.verify(Requests.request(Map.of(), BODY), List.of(new Secret(SECRET)))))
                .contains(NAME)
                .contains("missing");
    }

    @Test
    void refuses_a_request_with_the_old_signature_only() {
        Map<String, String> headers = Map.of("X-Hub-Signature", "sha1=" + Requests.hmac("HmacSHA1", SECRET, BODY));
        assertThat(reason(gitHub.verify(Requests.request(headers, BODY), List.of(new Secret(SECRET)))))
                .contains("missing");
    }

    @Test
    void refuses_another_algorithm_under_the_right_header() {
        assertThat(verified(verify("sha1=" + Requests.hmac("HmacSHA1", SECRET, BODY), SECRET)))
                .isFalse();
        assertThat(verified(verify("sha512=" + Requests.hmac("HmacSHA512", SECRET, BODY), SECRET)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "sha256",
                "sha256=",
                "sha256=00",
                "SHA256=%s",
                "sha-256=%s",
                "%s",
                "sha256= %s",
                "sha256=%s ",
                "sha256=%s00",
                "sha256=%s,sha256=%s",
                "sha256=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"
            })
    void refuses_a_signature_of_any_other_form(String signature) {
        Verification verification = verify(signature.replace("%s", DIGEST), SECRET);
        assertThat(reason(verification)).contains(NAME).doesNotContain(DIGEST).doesNotContain(SECRET);
    }

    @Test
    void refuses_everything_where_there_is_no_secret() {
        assertThat(verified(gitHub.verify(Requests.request(Map.of(NAME, "sha256=" + DIGEST), BODY), List.of())))
                .isFalse();
        assertThat(verified(verify("sha256=" + DIGEST, ""))).isFalse();
    }

    private Verification verify(String signature, String... secrets) {
        return gitHub.verify(
                Requests.request(Map.of(NAME, signature), BODY),
                Stream.of(secrets).map(Secret::new).toList());
    }

    private static boolean verified(Verification verification) {
        return verification.fold(yes -> true, no -> false);
    }

    private static String reason(Verification verification) {
        return verification.fold(
                yes -> {
                    throw new AssertionError("It was verified.");
                },
                reason -> reason);
    }
}
