package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Provider;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A delivery that came to another host's URL: it is told where it belongs, and never read. */
class StrayDeliveryTest {
    private static final String SECRET = "a secret of this test";
    private static final byte[] PUSH = Bodies.giteaPush().toString().getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void a_delivery_of_gitea_that_verifies_at_the_url_of_github_is_not_read_there(Provider sender) {
        Map<String, String> headers = Requests.headers(sender, "push");
        headers.put("X-Hub-Signature-256", "sha256=" + Requests.hmac("HmacSHA256", SECRET, PUSH));
        assertThat(Requests.verified(Provider.GITHUB, Requests.request(headers, PUSH), SECRET))
                .isTrue();
        Reading reading = Requests.read(Provider.GITHUB, headers, PUSH);
        String name = sender == Provider.GITEA ? "Gitea" : "Forgejo";
        assertThat(Requests.errorFields(reading)).containsExactly("X-" + name + "-Event");
        assertThat(Requests.errors(reading).get(0).message())
                .contains("delivery of " + name)
                .contains(name.equals("Gitea") ? "/gitea" : "/forgejo");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB, GITEA, /github",
        "GITHUB, FORGEJO, /github",
        "GITHUB, BITBUCKET, /github",
        "GITHUB, GITLAB, /github",
        "GITLAB, GITHUB, /gitlab",
        "BITBUCKET, GITHUB, /bitbucket",
        "GITEA, FORGEJO, /gitea",
        "GITEA, BITBUCKET, /gitea"
    })
    void a_delivery_without_the_proof_of_this_url_s_host_is_told_where_it_belongs(
            Provider sender, Provider url, String where) {
        Map<String, String> headers = Requests.headers(sender, "push");
        String refusal = Requests.refusal(url, Requests.request(headers, PUSH), SECRET);
        assertThat(refusal).contains("missing").contains(where);
        assertThat(Requests.errorFields(Requests.read(url, headers, PUSH))).hasSize(1);
    }

    @Test
    void a_delivery_of_forgejo_is_understood_at_the_url_of_gitea_whose_headers_it_has_too() {
        Map<String, String> headers = Requests.headers(Provider.FORGEJO, "push");
        headers.put("X-Gitea-Signature", Requests.hmac("HmacSHA256", SECRET, PUSH));
        assertThat(Requests.verified(Provider.GITEA, Requests.request(headers, PUSH), SECRET))
                .isTrue();
        assertThat(Requests.event(Requests.read(Provider.GITEA, headers, PUSH)).provider())
                .isEqualTo(Provider.GITEA);
    }

    @Test
    void a_delivery_of_gogs_is_understood_nowhere() {
        Map<String, String> headers = new HashMap<>(Map.of("X-Gogs-Event", "push", "X-GitHub-Event", "push"));
        for (Provider url : new Provider[] {Provider.GITHUB, Provider.GITEA, Provider.FORGEJO}) {
            assertThat(Requests.refusal(url, Requests.request(headers, PUSH), SECRET))
                    .contains("Gogs")
                    .contains("not understood");
        }
    }

    @Test
    void a_delivery_at_its_own_url_hears_of_no_other() {
        Map<String, String> headers = Requests.headers(Provider.GITEA, "push");
        assertThat(Requests.refusal(Provider.GITEA, Requests.request(headers, PUSH), SECRET))
                .contains("X-Gitea-Signature")
                .doesNotContain("URL");
    }
}
