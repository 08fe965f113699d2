package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page, on a desk and on a phone, dark and light. What they look like is in target/screenshots. */
@ExtendWith(RunningSluice.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Sluice sluice;
    private final List<String> rules;
    private final String waiting;
    private final String link;
    private final Map<String, String> pages;

    PagesTest(Sluice sluice) throws Exception {
        this.sluice = sluice;
        this.rules = List.of(
                sluice.rule("Deploy the branch shown", Sluice.push("shown"), "staging", false),
                sluice.rule("Ask about the branch asking", Sluice.push("asking"), "staging", true));
        JsonNode run =
                sluice.shop().awaitRun(sluice.shop().pushBranch("shown"), each -> each.hasNonNull("finished_at"));
        this.waiting = sluice.shop()
                .awaitRun(sluice.shop().pushBranch("asking", "exit 1"), each -> each.hasNonNull("approval"))
                .path("id")
                .asText();
        this.link = sluice.approvalLink("Ask about the branch asking");
        this.pages = pages(run);
    }

    @AfterAll
    void leave_nothing_that_waits() throws Exception {
        sluice.local().api().post("/projects/demo/runs/" + waiting + "/cancel");
        for (String rule : rules) {
            sluice.delete(rule);
        }
    }

    private Map<String, String> pages(JsonNode run) {
        String served = "/rules/" + run.path("rule").path("id").asText();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "");
        pages.put("automation", "/automation");
        pages.put("templates", "/rules/new");
        pages.put("new-rule", "/rules/new?template=production-release-on-tag");
        pages.put("rule", served);
        pages.put("edit-rule", served + "/edit");
        pages.put("runs", "/runs?run=" + run.path("id").asText());
        pages.put("run", "/runs/" + run.path("id").asText());
        pages.put("waiting", "/runs/" + waiting);
        pages.put("lost", "/nowhere");
        pages.put("deliveries", "/deliveries");
        pages.put(
                "delivery",
                "/deliveries/" + run.path("trigger").path("delivery_id").asText());
        pages.put("settings", "/settings");
        pages.put("environments", "/settings/environments");
        pages.put("members", "/settings/members");
        pages.put("webhooks", "/settings/webhooks");
        pages.put("notices", "/settings/notices");
        return pages;
    }

    @Test
    void every_page_is_accessible_fits_and_runs_without_an_error() {
        try (Visitor admin = sluice.visitor(Visitor.Window.PHONE)) {
            admin.signIn("admin", "/projects/demo");
            SoftAssertions all = new SoftAssertions();
            pages.forEach((name, path) -> {
                admin.open("/projects/demo" + path);
                look(admin, name, all);
            });
            admin.open("/projects/new");
            look(admin, "new-project", all);
            all.assertThat(admin.complaints()).as("the console").isEmpty();
            admin.open("/projects/demo/runs/01ARZ3NDEKTSV4RRFFQ69G5FAV"); // the browser tells its 404 in the console
            look(admin, "absent-run", all);
            all.assertAll();
        }
    }

    @Test
    void what_a_stranger_sees_is_accessible_and_fits() {
        try (Visitor stranger = sluice.visitor(Visitor.Window.PHONE)) {
            SoftAssertions all = new SoftAssertions();
            stranger.open(link);
            look(stranger, "approval", all);
            stranger.open("/projects/demo/automation");
            assertThat(stranger.button("Sign in")).isVisible();
            look(stranger, "sign-in", all);
            stranger.button("Sign in").click();
            assertThat(stranger.text("Who are you today?")).isVisible();
            look(stranger, "people", all);
            all.assertThat(stranger.complaints()).as("the console").isEmpty();
            all.assertAll();
        }
    }

    @Test
    void what_a_viewer_may_not_see_is_accessible_and_fits() {
        try (Visitor viewer = sluice.visitor(Visitor.Window.PHONE)) {
            viewer.signIn("viewer", "/projects/demo/settings/webhooks");
            SoftAssertions all = new SoftAssertions();
            look(viewer, "forbidden", all);
            viewer.open("/projects/demo/runs/" + waiting);
            look(viewer, "waiting-viewer", all);
            all.assertThat(viewer.complaints()).as("the console").isEmpty();
            all.assertAll();
        }
    }

    /** Looks at the page that is open: narrow, as it was opened, then wide, and both dark and light. The next is opened narrow. */
    private static void look(Visitor visitor, String name, SoftAssertions all) {
        assertThat(visitor.heading()).isVisible();
        assertThat(visitor.page().getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
        visitor.page().waitForLoadState(LoadState.NETWORKIDLE); // the log of a run comes after the run
        for (Visitor.Window window : List.of(Visitor.Window.PHONE, Visitor.Window.DESK)) {
            visitor.resize(window);
            all.assertThat(visitor.overflowsSideways())
                    .as(name + " overflows at " + window.width())
                    .isFalse();
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                visitor.prefer(scheme);
                String where = name + "-" + window.width() + (scheme == ColorScheme.DARK ? "-dark" : "");
                visitor.screenshot(SCREENSHOTS.resolve(where + ".png"));
                all.assertThat(visitor.violations()).as(where + " by axe-core").isEqualTo(List.of());
            }
        }
        visitor.resize(Visitor.Window.PHONE);
    }
}
