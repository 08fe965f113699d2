package dev.sluice.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import java.time.Duration;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the waits spread, what is never sent twice, and what is never ordered. */
class RetriesTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 125", "1, 1, 250", "0, 2, 375", "1, 2, 750"})
    void the_pauses_grow_and_spread_between_half_and_whole(double chance, int sent, long millis) {
        assertThat(retries(chance)
                        .getRetryInterval(new BasicClassicHttpResponse(503), sent, context("GET", 8))
                        .toMilliseconds())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, 5000", "1, 5250"})
    void a_retry_after_is_never_undercut(double chance, long millis) {
        assertThat(retries(chance)
                        .getRetryInterval(asking("5"), 1, context("GET", 8))
                        .toMilliseconds())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 8, 5, true",
        "GET, 5, 5, false",
        "POST, 8, 5, false",
        "GET, 8, 999999999, false",
        "GET, 8, nonsense, true",
        "GET, 8, -1, true",
    })
    void only_what_may_be_sent_twice_is_and_only_where_the_time_allows(
            String method, int seconds, String asked, boolean again) {
        assertThat(retries(0).retryRequest(asking(asked), 1, context(method, seconds)))
                .isEqualTo(again);
    }

    @Test
    void after_three_attempts_it_is_enough() {
        assertThat(retries(0).retryRequest(asking("0"), Retries.MOST, context("GET", 8)))
                .isTrue();
        assertThat(retries(0).retryRequest(asking("0"), Retries.MOST + 1, context("GET", 8)))
                .isFalse();
    }

    @Test
    void a_clone_into_production_is_not_ordered_even_if_the_target_became_it_while_the_run_waited() {
        ActionOrder.Made made = Orders.made("clone", Platform.Type.AGENT, EnvironmentKind.PRODUCTION);
        assertThat(made.order()).isEmpty();
        assertThat(made.fault().map(Reason::code)).contains(ReasonCode.PRODUCTION_TARGET);
    }

    @ParameterizedTest
    @CsvSource({"promote", "clone"})
    void what_oec_does_not_have_is_not_ordered_there(String action) {
        ActionOrder.Made made = Orders.made(action, Platform.Type.OEC, EnvironmentKind.STAGING);
        assertThat(made.order()).isEmpty();
        assertThat(made.fault().map(Reason::message))
                .contains("The public API v1 of oec.sh has neither promote nor clone.");
    }

    private static Retries retries(double chance) {
        return new Retries(() -> chance, RecordedWaits.NOON);
    }

    private static BasicClassicHttpResponse asking(String retryAfter) {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(429);
        response.setHeader("Retry-After", retryAfter);
        return response;
    }

    private static HttpContext context(String method, int seconds) {
        HttpClientContext context = HttpClientContext.cast(Retries.within(Duration.ofSeconds(seconds)));
        context.setRequest(new BasicHttpRequest(method, "/"));
        return context;
    }
}
