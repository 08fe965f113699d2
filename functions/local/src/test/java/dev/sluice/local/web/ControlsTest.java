package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be done to a run while it waits and while it acts, by mouse and by keyboard. */
@ExtendWith(RunningSluice.class)
class ControlsTest {
    private final Sluice sluice;

    ControlsTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void a_deployment_shows_its_log_while_it_builds_and_is_stopped_by_cancel() throws Exception {
        String rule = sluice.rule("Builds for ever", Sluice.push("endless"), "staging", false);
        String served = sluice.shop().staging();
        String run = run(sluice.shop().pushBranch("endless", "echo kneading; sleep 600"));
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/runs/" + run);
            assertThat(developer.page().getByRole(AriaRole.LOG)).containsText("kneading");
            assertStatus(developer, "Running");
            developer.button("Cancel").click();
            developer.button("Cancel the run").click();
            assertStatus(developer, "Cancelled");
            assertThat(sluice.shop().staging()).isEqualTo(served);
            assertThat(developer.complaints()).isEmpty();
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void a_run_that_waits_is_cancelled_then_run_again_and_rejected_with_a_comment() throws Exception {
        String rule = sluice.rule("Asks first", Sluice.push("doubtful"), "staging", true);
        String run = run(sluice.shop().pushBranch("doubtful"));
        try (Visitor admin = sluice.visitor(Visitor.Window.PHONE)) {
            admin.signIn("admin", "/projects/demo/runs/" + run);
            admin.button("Cancel").click();
            assertStatus(admin, "Cancelled");
            admin.button("Run again").click();
            admin.field("Comment").fill("Not on a Friday");
            admin.button("Reject").click();
            assertStatus(admin, "Rejected");
            assertThat(admin.text("“Not on a Friday”")).isVisible();
            admin.page().goBack();
            assertStatus(admin, "Cancelled");
            assertThat(admin.complaints()).isEmpty();
        } finally {
            sluice.delete(rule);
        }
    }

    @Test
    void the_keyboard_alone_is_enough_to_switch_a_rule_and_to_run_it() throws Exception {
        String rule = sluice.rule("By hand", Map.of("type", "manual"), "staging", false);
        try (Visitor developer = sluice.visitor(Visitor.Window.DESK)) {
            developer.signIn("developer", "/projects/demo/automation");
            Locator enabled = developer.field("Enabled: By hand");
            developer.reach(enabled);
            developer.press("Space");
            assertThat(developer.row("By hand")).containsText("Disabled");
            developer.press("Space");
            assertThat(developer.row("By hand")).not().containsText("Disabled");
            developer.reach(developer.button("Run By hand"));
            developer.press("Enter");
            assertThat(developer.field("Branch, tag or full commit")).isFocused();
            developer.reach(developer.button("Deploy to Staging"));
            developer.press("Enter");
            assertStatus(developer, "Succeeded");
            assertThat(developer.complaints()).isEmpty();
        } finally {
            sluice.delete(rule);
        }
    }

    private static void assertStatus(Visitor visitor, String status) {
        assertThat(visitor.page()
                        .getByRole(AriaRole.MAIN)
                        .getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + status + "$"))))
                .isVisible();
    }

    private String run(String commit) {
        return sluice.shop()
                .awaitRun(commit, run -> !run.path("status").asText().equals("queued"))
                .path("id")
                .asText();
    }
}
