package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "Did it fire, and if not, why not?", asked in the browser. */
@ExtendWith(RunningSluice.class)
class WhyTest {
    private final Sluice sluice;

    WhyTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void a_skipped_run_says_why_without_being_opened() throws Exception {
        String rule = rule("Only the docs", "main", Map.of("paths", List.of("docs/**")));
        String commit = sluice.shop().commit("Not of the docs");
        sluice.shop().push();
        try (Visitor viewer = sluice.visitor(Visitor.Window.DESK)) {
            viewer.signIn("viewer", "/projects/demo/rules/" + rule);
            Locator row = viewer.row("Not of the docs");
            assertThat(row).containsText("Skipped");
            assertThat(row).containsText("None of the changed paths passes the filter");
            assertThat(row).containsText(commit.substring(0, 8));
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void a_delivery_shows_each_rules_verdict_with_what_was_wanted_and_seen() throws Exception {
        String rule = rule("Only releases", "release/*", Map.of());
        sluice.shop().commit("To main");
        sluice.shop().push();
        try (Visitor viewer = sluice.visitor(Visitor.Window.DESK)) {
            viewer.signIn("viewer", "/projects/demo");
            openDelivery(viewer, "main");
            Locator verdict = viewer.row("Only releases");
            assertThat(verdict).containsText("No match");
            verdict.getByRole(AriaRole.BUTTON).first().click();
            assertThat(verdict).containsText("release/*");
            assertThat(verdict.getByRole(AriaRole.COLUMNHEADER, new Locator.GetByRoleOptions().setName("Wanted")))
                    .isVisible();
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void a_rule_that_missed_a_push_is_mended_and_takes_it_when_it_is_redelivered() throws Exception {
        String rule = rule("Deploys hotfixes", "hotfixes", Map.of());
        sluice.shop().pushBranch("hotfix/till");
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/rules/" + rule + "/edit");
            developer.field("Branch patterns").fill("hotfix/*");
            developer.press("Enter");
            developer.button("Save").click();
            assertThat(developer.heading()).hasText("Deploys hotfixes");
            openDelivery(developer, "hotfix/till");
            assertThat(developer.row("Deploys hotfixes")).containsText("No match");
            developer.button("Redeliver").click();
            developer
                    .page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Redeliver"))
                    .click();
            assertThat(developer.row("Deploys hotfixes")).containsText("Fired");
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void a_draft_is_tried_on_the_last_deliveries_before_it_is_saved() throws Exception {
        sluice.shop().commit("Something to try on");
        sluice.shop().push();
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/rules/new?template=deploy-staging-on-push");
            developer.field("Name").fill("A draft");
            developer
                    .page()
                    .getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("Try it"))
                    .first()
                    .click();
            assertThat(developer.text("Push to main")).isVisible();
            assertThat(developer.text("Nothing was changed by trying")).isVisible();
            developer.field("Name").fill("");
            developer.button("Create Rule").click();
            assertThat(developer.field("Name")).hasAttribute("aria-invalid", "true");
        }
    }

    @Test
    void a_rule_that_failed_too_often_is_off_says_why_and_its_switch_begins_anew() throws Exception {
        String rule = rule("Fails at once", "broken", Map.of());
        sluice.shop().pushBranch("broken", "exit 3");
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/rules/" + rule);
            assertThat(developer.page().getByRole(AriaRole.ALERT).first())
                    .containsText(Pattern.compile("fail", Pattern.CASE_INSENSITIVE));
            developer.open("/projects/demo/automation");
            Locator card = developer.row("Fails at once");
            assertThat(card).containsText("Stopped");
            developer.turn("Enabled: Fails at once", true);
            assertThat(card).not().containsText("Stopped");
            assertThat(card).containsText("0 of 1");
        } finally {
            sluice.delete(rule);
        }
    }

    private static void openDelivery(Visitor visitor, String branch) {
        visitor.open("/projects/demo/deliveries");
        visitor.page()
                .getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(branch))
                .first()
                .click();
    }

    private String rule(String name, String branch, Map<String, ?> conditions) throws Exception {
        return sluice.rule(Map.of(
                "name", name,
                "trigger", Sluice.push(branch),
                "conditions", conditions,
                "action", Sluice.deploy("staging"),
                "circuit_breaker", Map.of("max_consecutive_failures", 1)));
    }
}
