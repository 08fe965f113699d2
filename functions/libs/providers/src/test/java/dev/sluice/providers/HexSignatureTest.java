package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hosts that send a hexadecimal HMAC-SHA256 of the body, each in a header of its own. */
class HexSignatureTest {
    private static final String SECRET = "a secret of this test";
    private static final byte[] BODY = "{\"zen\": \"Ünïcode\"}".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Requests.hmac("HmacSHA256", SECRET, BODY);

    record Form(Provider provider, String header, String prefix) {
        HookRequest signed(String value) {
            return Requests.request(Map.of(header, value), BODY);
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(Provider.GITHUB, "X-Hub-Signature-256", "sha256="),
                new Form(Provider.BITBUCKET, "X-Hub-Signature", "sha256="),
                new Form(Provider.GITEA, "X-Gitea-Signature", ""),
                new Form(Provider.FORGEJO, "X-Forgejo-Signature", ""));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void accepts_either_secret_of_a_rotation_and_no_other(Form form) {
        HookRequest request = form.signed(form.prefix() + DIGEST);
        assertThat(Requests.verified(form.provider(), request, SECRET, "the former one"))
                .isTrue();
        assertThat(Requests.verified(form.provider(), request, "the new one", SECRET))
                .isTrue();
        assertThat(Requests.verified(form.provider(), request, "the new one")).isFalse();
        assertThat(Requests.verified(form.provider(), request)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refuses_what_is_not_signed_and_says_what_to_do(Form form) {
        assertThat(Requests.refusal(form.provider(), Requests.request(Map.of(), BODY), SECRET))
                .contains(form.header() + " is missing")
                .contains("secret of this project");
        assertThat(Requests.refusal(form.provider(), form.signed(form.prefix()), SECRET))
                .as("Gitea sends an empty signature where there is no secret")
                .contains(form.header() + " is empty")
                .contains("secret of this project");
        String signedWithNothing = Requests.hmac("HmacSHA256", "\0", BODY);
        assertThat(Requests.verified(form.provider(), form.signed(form.prefix() + signedWithNothing), ""))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refuses_another_form_another_algorithm_and_another_header(Form form) {
        for (String value : new String[] {
            "sha1=" + Requests.hmac("HmacSHA1", SECRET, BODY),
            "md5=" + DIGEST,
            form.prefix() + DIGEST + "00",
            form.prefix() + DIGEST.substring(2),
            form.prefix() + "x".repeat(64),
            form.prefix() + DIGEST + "," + form.prefix() + DIGEST,
            form.prefix().isEmpty() ? "sha256=" + DIGEST : DIGEST
        }) {
            assertThat(Requests.refusal(form.provider(), form.signed(value), SECRET))
                    .contains(form.header())
                    .doesNotContain(DIGEST)
                    .doesNotContain(SECRET);
        }
        forms().filter(other -> !other.header().equals(form.header())).forEach(other -> assertThat(
                        Requests.verified(form.provider(), other.signed(other.prefix() + DIGEST), SECRET))
                .isFalse());
    }
}
