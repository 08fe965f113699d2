package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guide's three set-ups as somebody follows them: from an empty Automation tab to the run's final state. */
@ExtendWith(RunningSluice.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideTest {
    private static final String AUTOMATION = "/projects/demo/automation";
    private static final String PRODUCTION_DATA = "<b>1,284</b> orders";
    private static final List<String> PLANTED =
            List.of("Deploy staging on push to main", "Production release on version tag", "Refresh staging on demand");

    private final Sluice sluice;
    private final Visitor admin;
    private final Page page;

    GuideTest(Sluice sluice) {
        this.sluice = sluice;
        this.admin = sluice.visitor(Visitor.Window.DESK);
        this.page = admin.page();
    }

    /** The demo comes with the guide's rules; whoever follows the guide begins without. */
    @BeforeAll
    void delete_the_planted_rules() {
        admin.signIn("admin", AUTOMATION);
        for (String rule : PLANTED) {
            admin.button("More for " + rule).click();
            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete…"))
                    .click();
            admin.button("Delete the rule").click();
            assertThat(admin.link(rule)).hasCount(0);
        }
    }

    @AfterAll
    void end() {
        admin.close();
    }

    @Test
    @Order(1)
    void auto_deploy_staging_on_push() throws Exception {
        newRule();
        admin.link("Deploy staging on push to main").click();
        assertThat(admin.field("Trigger")).hasValue("Push");
        assertThat(admin.text("main")).isVisible();
        assertThat(admin.field("Action")).hasValue("Deploy");
        assertThat(admin.field("Target environment")).hasValue("Staging");
        assertThat(admin.field("Cooldown")).hasValue(Pattern.compile("5.*"));
        assertThat(admin.field("Max consecutive failures")).hasValue("3");
        create();

        String commit = sluice.shop().commit("Open on Sundays");
        sluice.shop().push();
        Locator row = admin.row("Open on Sundays");
        assertThat(row).containsText("Succeeded");
        assertThat(row).containsText(commit.substring(0, 8));
        assertThat(sluice.shop().staging())
                .contains(
                        "<p>Open on Sundays</p>",
                        "<b>12</b> orders",
                        "<dt>Outgoing mail</dt><dd><b class=\"shop-on\">on</b>");
    }

    @Test
    @Order(2)
    void production_release_on_tag() throws Exception {
        newRule();
        admin.link("Start from scratch").click();
        admin.field("Name").fill("Production release");
        admin.choose("Trigger", "Tag Push");
        admin.field("Tag pattern").fill("v*");
        admin.choose("Action", "Promote");
        admin.choose("Source environment", "Staging");
        admin.choose("Target environment", "Production");
        admin.turn("Require approval", true);
        admin.field("Approval expiry").fill("60");
        admin.field("Max consecutive failures").fill("1");
        assertThat(admin.text("When a tag v* is pushed, ask an Admin,")).isVisible();
        create();

        sluice.shop().release("v1.2.0");
        admin.link("Overview").click();
        Locator waiting = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Approvals"));
        assertThat(waiting).containsText("v1.2.0");
        waiting.getByRole(AriaRole.LINK).first().click();
        admin.field("Comment").fill("QA has signed off");
        admin.button("Approve").click();
        assertThat(admin.text("“QA has signed off”")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Succeeded");
        assertThat(sluice.shop().page("production")).contains("<p>Open on Sundays</p>", PRODUCTION_DATA);
    }

    @Test
    @Order(3)
    void refresh_staging_on_demand() throws Exception {
        newRule();
        admin.link("Start from scratch").click();
        admin.field("Name").fill("Refresh staging");
        admin.choose("Trigger", "Manual");
        admin.choose("Action", "Clone & Neutralize");
        admin.choose("Source environment", "Production");
        admin.choose("Target environment", "Staging");
        assertThat(admin.field("Neutralize")).isChecked();
        assertThat(admin.field("Include filestore")).not().isChecked();
        admin.field("Cooldown").fill("60");
        create();
        String run = page.url().replaceFirst(".*(/projects/demo/rules/.*)", "$1/run");
        for (String person : List.of("viewer", "developer")) {
            assertThatThrownBy(() -> sluice.local().api(person).post(run)).hasMessageContaining("answered with 403");
        }

        refresh();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Succeeded");
        String refreshed = page.url().replaceFirst(".*/runs/", "");
        assertThat(page.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions().setHasText("Succeeded: Refresh staging")))
                .isVisible();
        Page staging = shop("staging");
        assertThat(staging.locator("body")).containsText("Neutralized copy");
        assertThat(fact(staging, "Outgoing mail")).hasText("off");
        assertThat(fact(staging, "Payments")).hasText("off");
        Page production = shop("production");
        assertThat(fact(production, "Outgoing mail")).hasText("on");
        assertThat(fact(production, "Payments")).hasText("on");
        assertThat(sluice.shop().staging())
                .contains("<p>Open on Sundays</p>", PRODUCTION_DATA)
                .doesNotContain("shop-on");
        assertThat(sluice.shop().page("production"))
                .contains("<p>Open on Sundays</p>", PRODUCTION_DATA)
                .doesNotContain("Neutralized copy");
        refresh();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Skipped");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("60 minutes since run " + refreshed);
    }

    @Test
    @Order(4)
    void viewing_run_history() {
        admin.open(AUTOMATION);
        admin.link("Deploy staging on push to main").click();
        Locator row = admin.row("Open on Sundays");
        row.getByRole(AriaRole.BUTTON).first().click();
        assertThat(row).containsText("Open on Sundays");
        assertThat(row).containsText("developer");
        assertThat(row).containsText("Received");
        assertThat(row.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Run and log")))
                .isVisible();
        assertThat(admin.complaints()).isEmpty();
    }

    private void refresh() {
        admin.link("Automation").click();
        admin.button("Run Refresh staging").click();
        assertThat(admin.button("Overwrite Staging")).hasAttribute("aria-disabled", "true");
        admin.field("Type Staging to confirm").fill("Staging");
        admin.button("Overwrite Staging").click();
        page.waitForURL("**/runs/*");
    }

    private void newRule() {
        admin.open(AUTOMATION);
        admin.link("New Rule").click();
    }

    private void create() {
        admin.button("Create Rule").click();
        page.waitForURL(Pattern.compile(".*/rules/01[0-9A-Z]+$"));
    }

    /** The shop as an environment's customers see it. */
    private Page shop(String environment) {
        Page shop = page.context().newPage();
        shop.navigate(
                sluice.local().demo().path("environments").path(environment).asText());
        return shop;
    }

    private static Locator fact(Page shop, String name) {
        return shop.locator("dt", new Page.LocatorOptions().setHasText(name)).locator("+ dd b");
    }
}
