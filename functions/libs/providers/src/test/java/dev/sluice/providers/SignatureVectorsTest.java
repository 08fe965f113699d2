package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Provider;
import dev.sluice.providers.Payloads.Vector;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published signature verifies or is refused, as its publisher says. */
class SignatureVectorsTest {
    private static final Pattern SIGNED_HEADERS = Pattern.compile("webhook-id (\\S+), webhook-timestamp (\\d+)");

    static Stream<Vector> vectors() {
        return Payloads.vectors();
    }

    static Stream<Map.Entry<String, String>> recorded() {
        return Payloads.secrets().entrySet().stream();
    }

    @Test
    void finds_all_of_them() {
        assertThat(vectors().collect(Collectors.groupingBy(Vector::provider, Collectors.counting())))
                .isEqualTo(
                        Map.of(Provider.GITHUB, 7L, Provider.BITBUCKET, 3L, Provider.GITEA, 4L, Provider.GITLAB, 2L));
        assertThat(vectors().filter(Vector::mustVerify)).hasSize(12);
        assertThat(recorded().map(Map.Entry::getKey).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "bitbucket/push_new_branch_signed.json",
                        "gitea/create_branch_signed.json",
                        "gitea/delete_branch_signed.json",
                        "gitea/pr_opened_fork_signed.json",
                        "gitea/pr_opened_signed.json",
                        "gitea/push_initial_signed.json",
                        "gitea/push_new_branch_signed_no_file_lists.json",
                        "github/push_branch_signed.json",
                        "gitlab/push_delete_branch.json"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agrees_with_a_published_vector(Vector vector) {
        boolean sha1 = vector.scheme().equals("sha1-hex-prefixed");
        if (sha1) {
            // right as the digest is, SHA-1 alone is not accepted
            assertThat(vector.value()).endsWith(Requests.hmac("HmacSHA1", vector.secret(), vector.body()));
        }
        assertThat(Requests.verified(vector.provider(), request(vector), vector.secret()))
                .isEqualTo(vector.mustVerify() && !sha1);
        assertThat(Requests.verified(vector.provider(), request(vector), "another secret", vector.secret()))
                .as("with the former secret of a rotation beside it")
                .isEqualTo(vector.mustVerify() && !sha1);
        assertThat(Requests.verified(vector.provider(), request(vector), "another secret"))
                .isFalse();
        assertThat(Requests.verified(vector.provider(), request(vector))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void verifies_a_recorded_delivery_with_its_own_headers(Map.Entry<String, String> recorded) {
        String file = recorded.getKey();
        Provider provider = Payloads.expected()
                .filter(e -> e.file().equals(file))
                .findFirst()
                .orElseThrow()
                .provider();
        HookRequest request = Requests.request(Payloads.headers(file), Payloads.bytes(file));
        assertThat(Requests.verified(provider, request, recorded.getValue())).isTrue();
        byte[] changed = Payloads.bytes(file);
        changed[changed.length - 1] = '\t';
        HookRequest other = Requests.request(Payloads.headers(file), changed);
        assertThat(Requests.verified(provider, other, recorded.getValue()))
                .as("a token says nothing of the body")
                .isEqualTo(provider == Provider.GITLAB);
    }

    private static HookRequest request(Vector vector) {
        Map<String, String> headers = new HashMap<>(Map.of(vector.header(), vector.value()));
        Matcher signed = SIGNED_HEADERS.matcher(vector.source());
        Instant at = Requests.AT;
        if (signed.find()) {
            headers.put("webhook-id", signed.group(1));
            headers.put("webhook-timestamp", signed.group(2));
            at = Instant.ofEpochSecond(Long.parseLong(signed.group(2)));
        }
        return new HookRequest(Headers.of(headers), vector.body(), at);
    }
}
