package dev.sluice.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.sluice.local.bench.LocalRun;
import dev.sluice.local.io.Json;
import dev.sluice.local.journey.Shopkeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one running Sluice and one browser, started with the first test that asks and ended with the last. */
final class RunningSluice implements ParameterResolver {
    private static final String CHROMIUM = "/usr/bin/chromium";
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final double PATIENCE_MS = 90_000;

    /** What runs. */
    record Sluice(LocalRun local, Shopkeeper shop, Playwright playwright, Browser browser) implements AutoCloseable {
        static Sluice start() {
            try {
                Path folder = Files.createTempDirectory("sluice-web");
                LocalRun local = LocalRun.start(
                        Path.of("").toAbsolutePath().getParent().getParent(), folder.resolve("data"), false);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of(CHROMIUM))
                                .setArgs(FLAGS));
                return new Sluice(local, new Shopkeeper(local, folder), playwright, browser);
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        Visitor visitor(Visitor.Window window) {
            return new Visitor(browser, local.url(), window);
        }

        /** Makes a rule of the demo, as an Admin does; returns its id. */
        String rule(Map<String, ?> text) throws IOException, InterruptedException {
            return local.api()
                    .send("POST", "/projects/demo/rules", Json.MAPPER.valueToTree(text))
                    .path("id")
                    .asText();
        }

        /** One that deploys; {@code asks}: an Admin has to approve each run. */
        String rule(String name, Map<String, ?> trigger, String target, boolean asks)
                throws IOException, InterruptedException {
            Map<String, ?> gate = Map.of("required", asks);
            return rule(Map.of("name", name, "trigger", trigger, "action", deploy(target), "approval", gate));
        }

        static Map<String, ?> push(String branch) {
            return Map.of("type", "push", "branch_patterns", List.of(branch));
        }

        static Map<String, ?> deploy(String target) {
            return Map.of("type", "deploy", "target_environment", target);
        }

        /** Deletes one of the demo's rules, as an Admin does. */
        void delete(String rule) throws IOException, InterruptedException {
            local.api().delete("/projects/demo/rules/" + rule);
        }

        /** The personal link in the mail that asks to approve a run of this rule; waits for the mail. */
        String approvalLink(String rule) {
            JsonNode links = shop.awaitMail(
                            "a mail that asks about " + rule,
                            mail -> mail.path("subject").asText().contains(rule)
                                    && mail.path("links").toString().contains("/approvals/"))
                    .path("links");
            return StreamSupport.stream(links.spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(link -> link.contains("/approvals/"))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() throws IOException {
            browser.close();
            playwright.close();
            local.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sluice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningSluice.class))
                .computeIfAbsent(Sluice.class, key -> Sluice.start(), Sluice.class);
    }
}
