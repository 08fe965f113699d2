package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each of the three people may do, and an Admin who has nothing but the e-mail. */
@ExtendWith(RunningSluice.class)
class PeopleTest {
    private final Sluice sluice;

    PeopleTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void a_viewer_sees_every_rule_and_is_told_why_nothing_can_be_changed() throws Exception {
        String rule = sluice.rule("Looked at", Sluice.push("looked-at"), "staging", false);
        try (Visitor viewer = sluice.visitor(Visitor.Window.DESK)) {
            viewer.signIn("viewer", "/projects/demo/automation");
            assertRefused(viewer.button("New Rule"), "you are a Viewer");
            assertRefused(viewer.field("Enabled: Looked at"), "you are a Viewer");
            viewer.open("/projects/demo/settings/members");
            assertThat(viewer.page().getByRole(AriaRole.MAIN)).containsText("Only an Admin");
            assertThat(viewer.complaints()).isEmpty();
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void a_developer_changes_what_stays_on_staging_and_nothing_that_touches_production() throws Exception {
        String mine = sluice.rule("On staging", Sluice.push("mine"), "staging", false);
        String theirs = sluice.rule("On production", Sluice.push("theirs"), "production", false);
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/automation");
            assertRefused(developer.field("Enabled: On production"), "It touches production");
            developer.turn("Enabled: On staging", false);
            assertThat(developer.row("On staging")).containsText("Disabled");
            developer.open("/projects/demo/rules/" + theirs + "/edit");
            assertRefused(developer.button("Save"), "production");
        } finally {
            sluice.delete(mine);
            sluice.delete(theirs);
        }
    }

    @Test
    void an_admin_approves_from_the_e_mail_without_signing_in_and_without_javascript() throws Exception {
        String rule = sluice.rule("Asks by mail", Sluice.push("asks-by-mail"), "staging", true);
        String commit = sluice.shop().pushBranch("asks-by-mail");
        try (BrowserContext bare =
                sluice.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = bare.newPage();
            page.navigate(sluice.approvalLink("Asks by mail"));
            assertThat(page.getByRole(AriaRole.MAIN)).containsText(commit.substring(0, 8));
            page.getByLabel(Pattern.compile("Comment.*")).fill("From the train");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"))
                    .click();
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("Approved by you");
        }
        try (Visitor viewer = sluice.visitor(Visitor.Window.PHONE)) {
            viewer.signIn("viewer", "/projects/demo/rules/" + rule);
            Locator row = viewer.page().locator("li").filter(new Locator.FilterOptions().setHasText("asks-by-mail"));
            assertThat(row.first()).containsText("Succeeded");
            row.first().getByRole(AriaRole.BUTTON).first().click();
            assertThat(row.first()).containsText(Pattern.compile("approved", Pattern.CASE_INSENSITIVE));
        } finally {
            sluice.delete(rule);
        }
    }

    private static void assertRefused(Locator control, String why) {
        assertThat(control).hasAttribute("aria-disabled", "true");
        assertThat(control).hasAttribute("aria-description", Pattern.compile(".*" + why + ".*"));
    }
}
