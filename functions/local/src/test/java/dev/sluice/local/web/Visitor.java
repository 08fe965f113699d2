package dev.sluice.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at a browser. What the browser complains about is kept, and has to be nothing in the end. */
final class Visitor implements AutoCloseable {

    /** What the person looks at; width in CSS pixels. */
    enum Window {
        DESK(1440),
        PHONE(360);

        private final int width;

        Window(int width) {
            this.width = width;
        }

        int width() {
            return width;
        }
    }

    private static final int HEIGHT = 900;
    private static final int MOST_STOPS = 200;

    private final URI url;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(Browser browser, URI url, Window window) {
        this.url = url;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(window.width(), HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(url.resolve(path).toString());
    }

    /** Opens the path, is asked who is there, and comes back to it as this person of the demo. */
    Visitor signIn(String person, String path) {
        open(path);
        button("Sign in").click();
        page.locator("button[value=" + person + "]").click();
        page.waitForURL(url.resolve(path).toString() + "**");
        assertThat(heading()).isVisible();
        return this;
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.locator("input, textarea").and(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)));
    }

    Locator text(String text) {
        return page.getByText(text).first();
    }

    /** The entry of the page's list that holds this text. */
    Locator row(String text) {
        return page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    /** Opens a choice by its label and takes one of its options. */
    void choose(String label, String option) {
        field(label).click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(option).setExact(true))
                .click();
    }

    /** Turns a switch on or off. */
    void turn(String label, boolean on) {
        Locator control = field(label);
        if (control.isChecked() != on) {
            control.click(new Locator.ClickOptions().setForce(true)); // the drawn switch lies over the input
        }
        assertThat(control).isChecked(new LocatorAssertions.IsCheckedOptions().setChecked(on));
    }

    /** Presses a key, such as Tab, Enter or Space. */
    void press(String key) {
        page.keyboard().press(key);
    }

    /** Goes by the Tab key until this control has the focus. */
    void reach(Locator control) {
        assertThat(control).isVisible();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            if ((Boolean) control.evaluate("element => element === document.activeElement")) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("The keyboard does not reach " + control);
    }

    /**
     * Everything that axe-core finds against the page as it is: the rule, and each place with its HTML. Its mode for frames of
     * other sites, which opens a window for each look, is left out: there are none.
     */
    List<String> violations() {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(place -> rule.getId() + ": " + place.getTarget() + " " + place.getHtml()))
                        .toList();
    }

    void resize(Window window) {
        page.setViewportSize(window.width(), HEIGHT);
    }

    /** Prefers light or dark pages from now on. */
    void prefer(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    boolean overflowsSideways() {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth");
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
