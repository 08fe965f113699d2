package dev.sluice.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.bench.LocalRun;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.io.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data's way: from production to staging, and harmless there. The code's way comes first, as in the guide. */
class RefreshTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final String MAIL_OFF = "<dt>Outgoing mail</dt><dd><b class=\"shop-off\">off</b>";
    private static final String MAIL_ON = "<dt>Outgoing mail</dt><dd><b class=\"shop-on\">on</b>";
    private static final String PAYMENTS_OFF = "<dt>Payments</dt><dd><b class=\"shop-off\">off</b>";
    private static final String PAYMENTS_ON = "<dt>Payments</dt><dd><b class=\"shop-on\">on</b>";
    private static final String BANNER = "Neutralized copy";

    @TempDir
    private static Path folder;

    private static LocalRun local;
    private static Shopkeeper shop;

    @BeforeAll
    static void start() throws Exception {
        local = LocalRun.start(ROOT, folder.resolve("data"), false);
        shop = new Shopkeeper(local, folder);
    }

    @AfterAll
    static void end() throws Exception {
        if (local != null) {
            local.close();
        }
    }

    @Test
    void after_push_and_release_production_data_reach_staging_with_mail_and_payments_off_once_an_hour()
            throws Exception {
        String commit = shop.commit("Open on Sundays");
        shop.push();
        shop.awaitStatus(commit, "succeeded");
        assertThat(shop.staging()).contains("Open on Sundays", "<b>12</b> orders", MAIL_ON, PAYMENTS_ON);
        shop.release("v1.0.0");
        approve();
        assertThat(shop.page("production")).contains("Open on Sundays", "<b>1,284</b> orders", MAIL_ON, PAYMENTS_ON);

        JsonNode refreshed = shop.awaitEnd(press("admin"));

        assertThat(refreshed.path("status").asText()).as(refreshed.toString()).isEqualTo("succeeded");
        assertThat(shop.staging())
                .contains("Open on Sundays", "<b>1,284</b> orders", MAIL_OFF, PAYMENTS_OFF, BANNER)
                .doesNotContain("shop-on");
        assertThat(shop.page("production"))
                .contains("Open on Sundays", "<b>1,284</b> orders", MAIL_ON, PAYMENTS_ON)
                .doesNotContain(BANNER);
        JsonNode again = shop.awaitEnd(press("admin"));
        assertThat(again.path("status").asText()).isEqualTo("skipped");
        assertThat(again.path("reason").path("code").asText()).isEqualTo("cooldown");
        assertThat(again.path("reason").path("message").asText())
                .contains("60 minutes since run " + refreshed.path("id").asText());
    }

    @Test
    void only_an_admin_may_take_data_out_of_production() {
        assertThatThrownBy(() -> press("viewer")).hasMessageContaining("answered with 403");
        assertThatThrownBy(() -> press("developer")).hasMessageContaining("answered with 403");
    }

    @Test
    void the_agent_itself_lets_nobody_clone_into_production() throws Exception {
        URI clone = local.agent().resolve("/api/public/v1/environments/production/clone");
        HttpRequest request = HttpRequest.newBuilder(clone)
                .header("Authorization", "Bearer " + local.secret("agent-key"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "into-production")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"source_environment\": \"staging\", \"neutralize\": false}"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("production_target");
    }

    private static void approve() throws Exception {
        SluiceApi api = local.api();
        JsonNode asked = Shopkeeper.await("the request for approval", () -> api.find("/projects/demo/approvals")
                .map(list -> list.path("items").path(0))
                .filter(JsonNode::isObject));
        String run = asked.path("id").asText();
        api.send(
                "POST", "/projects/demo/runs/" + run + "/approve", Json.object().put("comment", "Go"));
        assertThat(shop.awaitEnd(run).path("status").asText()).isEqualTo("succeeded");
    }

    /** Presses Run as one of the demo's people; gives the run's id. */
    private static String press(String person) throws Exception {
        String rule = local.demo().path("refresh").path("rule").asText();
        return local.api(person)
                .post("/projects/demo/rules/" + rule + "/run")
                .path("run_id")
                .asText();
    }
}
