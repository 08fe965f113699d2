package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.local.web.RunningSluice.Sluice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, on a desk and on a phone, light and dark. What they look like is in target/screenshots. */
@ExtendWith(RunningSluice.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Sluice sluice;
    private final Map<String, String> pages;

    PagesTest(Sluice sluice) throws Exception {
        this.sluice = sluice;
        String commit = sluice.shop().commit("Seen on every page");
        sluice.shop().push();
        JsonNode run = sluice.shop().awaitRun(commit, each -> each.hasNonNull("finished_at"));
        this.pages = pages(run);
    }

    private static Map<String, String> pages(JsonNode run) {
        String rule = "/rules/" + run.path("rule").path("id").asText();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "");
        pages.put("automation", "/automation");
        pages.put("templates", "/rules/new");
        pages.put("new-rule", "/rules/new?template=production-release-on-tag");
        pages.put("rule", rule);
        pages.put("edit-rule", rule + "/edit");
        pages.put("runs", "/runs?run=" + run.path("id").asText());
        pages.put("run", "/runs/" + run.path("id").asText());
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

    static Stream<Visitor.Window> windows() {
        return Stream.of(Visitor.Window.DESK, Visitor.Window.PHONE).flatMap(w -> Stream.of(w, w.dark()));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void every_page_is_accessible_fits_and_runs_without_an_error(Visitor.Window window) {
        try (Visitor admin = sluice.visitor(window)) {
            admin.signIn("admin", "/projects/demo");
            SoftAssertions all = new SoftAssertions();
            pages.forEach((name, path) -> {
                admin.open("/projects/demo" + path);
                look(admin, name, window, all);
            });
            admin.open("/projects/new");
            look(admin, "new-project", window, all);
            all.assertThat(admin.complaints()).as("the console").isEmpty();
            all.assertAll();
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void the_way_in_is_accessible_and_fits(Visitor.Window window) {
        try (Visitor stranger = sluice.visitor(window)) {
            stranger.open("/projects/demo/automation");
            assertThat(stranger.button("Sign in")).isVisible();
            SoftAssertions all = new SoftAssertions();
            look(stranger, "sign-in", window, all);
            all.assertThat(stranger.complaints()).as("the console").isEmpty();
            all.assertAll();
        }
    }

    private static void look(Visitor visitor, String name, Visitor.Window window, SoftAssertions all) {
        assertThat(visitor.heading()).isVisible();
        assertThat(visitor.page().getByLabel("Loading", new Page.GetByLabelOptions().setExact(true)))
                .hasCount(0);
        String where = name + "-" + window.width() + (window.scheme() == ColorScheme.DARK ? "-dark" : "");
        visitor.screenshot(SCREENSHOTS.resolve(where + ".png"));
        all.assertThat(visitor.violations()).as(where + " by axe-core").isEqualTo(List.of());
        all.assertThat(visitor.overflowsSideways()).as(where + " overflows").isFalse();
    }
}
