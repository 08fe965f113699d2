package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitHostsTest {
    @Test
    void knows_every_git_host_and_no_webhooks_of_our_own() {
        for (Provider provider : Provider.values()) {
            assertThat(GitHosts.of(provider).isPresent()).isEqualTo(provider != Provider.SLUICE);
        }
    }

    @Test
    void ignores_a_kind_of_event_that_it_does_not_know_and_names_it() {
        assertThat(Requests.ignored(Requests.read("workflow_run", "{}"))).contains("workflow_run");
        assertThat(Requests.ignored(Requests.read("ping", "{}"))).contains("ping");
        assertThat(Requests.ignored(Requests.read("create", "{}"))).contains("push");
        assertThat(Requests.ignored(Requests.read("delete", "{}"))).contains("push");
    }

    @Test
    void reads_headers_without_case_and_joins_what_came_twice() {
        Headers headers = Headers.ofLists(Map.of("X-One", List.of("a", "b"), "x-two", List.of("")));
        assertThat(headers.value("x-one")).contains("a,b");
        assertThat(headers.value("X-TWO")).contains("");
        assertThat(headers.value("X-Three")).isEmpty();
    }

    @Test
    void prints_no_header_s_value() {
        assertThat(Headers.of(Map.of("X-Gitlab-Token", "hunter2"))).asString().doesNotContain("hunter2");
    }
}
