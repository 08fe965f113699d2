package dev.sluice.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.bench.LocalRun;
import dev.sluice.local.demo.Webhook;
import dev.sluice.local.io.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README promises, through the real entrances: git push, HTTP, the real function zips from the real template. */
class JourneyTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

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

    @BeforeEach
    void withoutCooldown() throws Exception {
        shop.cooldown(0);
    }

    @Test
    void a_push_to_main_is_served_by_staging_and_its_run_says_so() throws Exception {
        String commit = shop.commit("Open on Sundays");
        assertThat(shop.push()).contains("accepted (202)");
        JsonNode run = shop.awaitStatus(commit, "succeeded");
        assertThat(shop.staging()).contains("<p>Open on Sundays</p>");
        assertThat(run.path("trigger").path("type").asText()).isEqualTo("push");
        assertThat(run.path("trigger").path("branch").asText()).isEqualTo("main");
        assertThat(run.path("trigger").path("message").asText()).isEqualTo("Open on Sundays");
        assertThat(run.path("duration_ms").asLong()).isPositive();
        assertThat(run.path("deployment").path("build").path("commit").asText()).isEqualTo(commit);
        assertThat(run.path("deployment").path("build").path("digest").asText()).startsWith("sha256:");
    }

    @Test
    void a_second_push_inside_the_cooldown_is_skipped_and_told_until_when() throws Exception {
        shop.cooldown(5);
        String first = shop.commit("First");
        shop.push();
        shop.awaitRun(first, run -> run.hasNonNull("started_at"));
        String second = shop.commit("Second");
        shop.push();
        JsonNode skipped = shop.awaitStatus(second, "skipped");
        assertThat(skipped.path("reason").path("code").asText()).isEqualTo("cooldown");
        String holder = shop.runs(first).get(0).path("id").asText();
        assertThat(skipped.path("reason").path("message").asText())
                .matches("Cooling down until \\d\\d:\\d\\d:\\d\\d UTC \\(5 minutes since run " + holder + "\\)\\.");
        shop.awaitStatus(first, "succeeded");
    }

    @Test
    void each_delivery_says_what_every_rule_made_of_it() throws Exception {
        String commit = shop.commit("Explained");
        shop.push();
        JsonNode run = shop.awaitStatus(commit, "succeeded");
        String delivery = run.path("trigger").path("delivery_id").asText();
        String seen = shop.api().get("/projects/demo/deliveries/" + delivery).toString();
        assertThat(seen).contains("\"verdict\":\"fire\"").contains("\"wanted\":\"main\"");
    }

    @Test
    void a_commit_that_does_not_exist_fails_the_run_with_the_agents_own_words() throws Exception {
        String ghost = "dead".repeat(10);
        Webhook.Answer answer = webhook().send("push", payload(ghost));
        assertThat(answer.status()).isEqualTo(202);
        JsonNode run = shop.awaitStatus(ghost, "failed");
        assertThat(run.path("reason").path("code").asText()).isEqualTo("action_failed");
        assertThat(run.path("error").asText()).contains(ghost);
    }

    @Test
    void a_delivery_sent_twice_makes_one_run() throws Exception {
        String ghost = "beef".repeat(10);
        String delivery = UUID.randomUUID().toString();
        assertThat(webhook().send("push", payload(ghost), delivery).status()).isEqualTo(202);
        assertThat(webhook().send("push", payload(ghost), delivery).status()).isEqualTo(202);
        assertThat(webhook().send("push", payload(ghost)).status()).isEqualTo(202);
        shop.awaitStatus(ghost, "failed");
        assertThat(shop.runs(ghost)).hasSize(1);
    }

    @Test
    void bad_deliveries_are_refused_with_the_reason() throws Exception {
        assertThat(new Webhook(hook(), "not the secret")
                        .send("push", payload("a".repeat(40)))
                        .status())
                .isEqualTo(401);
        Webhook.Answer notJson = webhook().send("push", "{\"ref\":".getBytes(StandardCharsets.UTF_8));
        assertThat(notJson.status()).isEqualTo(400);
        ObjectNode nameless = (ObjectNode) Json.parse(payload("a".repeat(40)));
        nameless.putObject("repository");
        Webhook.Answer missing = webhook().send("push", Json.bytes(nameless));
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("repository.full_name");
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(webhook().send("push", deep).status()).isEqualTo(400);
        byte[] huge = new byte[4 * 1024 * 1024 + 1];
        assertThat(webhook().send("push", huge).status()).isEqualTo(413);
        HttpResponse<String> form = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hook())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("payload=%7B%7D"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.body()).contains("application/json");
    }

    @Test
    void nobody_reads_the_api_without_signing_in_and_everybody_gets_the_page() {
        assertThat(shop.get("/api/v1/projects").statusCode()).isEqualTo(401);
        assertThat(shop.get("/").statusCode()).isEqualTo(200);
        assertThat(shop.get("/").headers().firstValue("content-security-policy"))
                .isPresent();
        assertThat(shop.get("/health").statusCode()).isEqualTo(200);
        assertThat(shop.get("/openapi").body()).contains("/api/v1/projects");
    }

    @Test
    void a_manual_rule_deploys_the_ref_that_the_person_names() throws Exception {
        String commit = shop.commit("By hand");
        shop.push();
        shop.awaitStatus(commit, "succeeded");
        String run = runByHand();
        JsonNode done = shop.awaitEnd(run);
        assertThat(done.path("status").asText()).isEqualTo("succeeded");
        assertThat(done.path("trigger").path("type").asText()).isEqualTo("manual");
        assertThat(done.path("trigger").path("commit").asText()).isEqualTo(commit);
    }

    @Test
    void who_presses_run_finds_the_end_in_the_mail_catcher_and_in_the_attempts() throws Exception {
        String run = runByHand();
        shop.awaitEnd(run);

        JsonNode mail = shop.awaitMail(
                "a mail about " + run, each -> each.path("text").asText().contains(run));

        assertThat(mail.path("subject").asText()).startsWith("demo: \"By hand\" succeeded");
        assertThat(mail.path("links").toString()).contains(local.url() + "/projects/demo/runs/" + run);
        JsonNode attempt = Shopkeeper.await("the attempt", () -> shop.api()
                .find("/projects/demo/notices/attempts?run=" + run)
                .map(list -> list.path("items").path(0))
                .filter(JsonNode::isObject));
        assertThat(attempt.path("outcome").asText()).isEqualTo("sent");
        assertThat(attempt.path("to").asText()).isEqualTo(mail.at("/to/0").asText());
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

    /** Makes a manual rule, presses its Run, and disables it; returns the run's id. */
    private static String runByHand() throws Exception {
        ObjectNode rule = Json.object().put("name", "By hand");
        rule.putObject("trigger").put("type", "manual");
        rule.putObject("action").put("type", "deploy").put("target_environment", "staging");
        String id =
                shop.api().send("POST", "/projects/demo/rules", rule).path("id").asText();
        JsonNode accepted = shop.api()
                .send(
                        "POST",
                        "/projects/demo/rules/" + id + "/run",
                        Json.object().put("ref", "main"));
        shop.awaitEnd(accepted.path("run_id").asText());
        shop.api().send("POST", "/projects/demo/rules/" + id + "/disable", Json.object());
        return accepted.path("run_id").asText();
    }

    private static URI hook() {
        return local.url().resolve("/hooks/demo/github");
    }

    private static Webhook webhook() {
        return new Webhook(hook(), local.demo().path("webhook_secret").asText());
    }

    /** A push of this commit to main, in GitHub's words. */
    private static byte[] payload(String commit) {
        ObjectNode push = Json.object()
                .put("ref", "refs/heads/main")
                .put("before", "0".repeat(40))
                .put("after", commit)
                .put("created", false)
                .put("deleted", false)
                .put("forced", false);
        push.putObject("repository").put("full_name", "demo/shop").put("html_url", "https://github.example/demo/shop");
        push.putObject("sender").put("login", "octocat");
        push.putArray("commits");
        return Json.bytes(push);
    }
}
