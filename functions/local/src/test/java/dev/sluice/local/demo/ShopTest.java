package dev.sluice.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.postgres.Login;
import dev.sluice.local.postgres.ServerFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shop's page shows of a real database. */
class ShopTest {

    private static final List<String> ALL_ON =
            List.of("outgoing_mail", "payments", "scheduled_jobs", "webhooks", "sign_in");

    @TempDir
    private static Path folder;

    private static ServerFixture postgres;

    @BeforeAll
    static void make() throws Exception {
        postgres = ServerFixture.start(folder);
        new ShopDatabases(postgres.server()).make(environments());
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void each_environment_has_its_own_orders_and_everything_that_reaches_out_is_on() throws Exception {
        try (ShopWindow staging = window("staging");
                ShopWindow production = window("production")) {
            assertThat(staging.look().json().path("orders").asInt()).isEqualTo(12);
            assertThat(production.look().json().path("orders").asInt()).isEqualTo(1284);
            JsonNode seen = look(staging);
            ALL_ON.forEach(way -> assertThat(seen.path(way).asText()).as(way).isEqualTo("on"));
            assertThat(look(production).path("neutralized").asBoolean()).isFalse();
        }
    }

    @Test
    void sees_at_once_what_is_switched_off_and_puts_the_banner_over_the_page() throws Exception {
        copy("production", "changed");
        try (ShopWindow window = window("changed")) {
            assertThat(page(window)).contains("smtp.shop.example").doesNotContain("Neutralized copy");

            postgres.execute("shop_changed", "UPDATE ir_mail_server SET active = false");
            postgres.execute("shop_changed", "UPDATE payment_provider SET state = 'disabled'");
            postgres.execute("shop_changed", "UPDATE ir_ui_view SET active = true WHERE key = 'web.neutralize_banner'");

            assertThat(page(window))
                    .contains("<dt>Outgoing mail</dt><dd><b class=\"shop-off\">off</b></dd>")
                    .contains("<dt>Payments</dt><dd><b class=\"shop-off\">off</b></dd>")
                    .contains("<dt>Webhooks</dt><dd><b class=\"shop-on\">on</b>")
                    .contains("Neutralized copy");
        }
    }

    @Test
    void goes_on_with_the_database_that_took_the_place_of_its_own() throws Exception {
        copy("staging", "swapped");
        copy("production", "fresh");
        try (ShopWindow window = window("swapped")) {
            assertThat(look(window).path("orders").asInt()).isEqualTo(12);

            postgres.execute(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop_swapped'");
            postgres.execute("postgres", "ALTER DATABASE shop_swapped RENAME TO shop_gone");
            postgres.execute("postgres", "ALTER DATABASE shop_fresh RENAME TO shop_swapped");

            assertThat(look(window).path("orders").asInt()).isEqualTo(1284);
        }
    }

    @Test
    void shows_names_from_the_database_as_text() throws Exception {
        copy("staging", "named");
        postgres.execute("shop_named", "UPDATE res_partner SET name = '<script>alert(1)</script>'");
        try (ShopWindow window = window("named")) {
            assertThat(page(window)).contains("&lt;script&gt;").doesNotContain("<script>");
        }
    }

    @Test
    void fills_a_page_without_the_place_for_it_at_its_end() throws Exception {
        try (ShopWindow window = window("staging")) {
            assertThat(ShopPage.fill("<body><p>Mine</p></body>\n<p>Added</p>", window.look()))
                    .containsSubsequence("<p>Mine</p>", "12</b> orders", "</body>", "<p>Added</p>");
            assertThat(ShopPage.fill("plain", window.look()))
                    .startsWith("plain")
                    .contains("12</b> orders");
            assertThat(ShopPage.fill("<body>a<!-- shop -->b</body>", window.look()))
                    .containsSubsequence("<body>a", "12</b> orders", "b</body>")
                    .doesNotContain("<!-- shop -->");
        }
    }

    @Test
    void makes_only_what_is_absent() throws Exception {
        List<DemoEnvironment> both = List.of(environment("production"), environment("staging"));
        postgres.execute("shop_production", "UPDATE res_partner SET name = 'Kept' WHERE id = 1");
        postgres.execute("postgres", "DROP DATABASE shop_staging WITH (FORCE)", "CREATE DATABASE shop_staging_half");

        new ShopDatabases(postgres.server()).make(both);

        assertThat(postgres.query("shop_production", "SELECT name FROM res_partner WHERE id = 1"))
                .isEqualTo("Kept");
        assertThat(postgres.query("shop_staging", "SELECT count(*) FROM sale_order"))
                .isEqualTo("12");
        assertThat(postgres.query("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE '%half'"))
                .isEqualTo("0");
    }

    @Test
    void keeps_the_files_that_are_there() throws Exception {
        ShopDatabases.makeFiles(environment("staging"));
        Path files = folder.resolve("files/staging");
        Files.delete(files.resolve("invoice-001.txt"));

        ShopDatabases.makeFiles(environment("staging"));

        assertThat(files).isDirectoryNotContaining("glob:**invoice-001.txt");
        try (ShopWindow window = window("staging")) {
            assertThat(look(window).path("files").asInt()).isEqualTo(2);
        }
    }

    private static void copy(String from, String to) throws Exception {
        postgres.execute("postgres", "CREATE DATABASE shop_%s TEMPLATE shop_%s OWNER shop".formatted(to, from));
    }

    private static ShopWindow window(String environment) {
        Login shop = ServerFixture.login(folder, "shop");
        return new ShopWindow(
                environment,
                () -> postgres.server().connect("shop_" + environment, shop),
                folder.resolve("files").resolve(environment));
    }

    private static JsonNode look(ShopWindow window) throws IOException {
        return window.look().json();
    }

    private static String page(ShopWindow window) throws IOException {
        return ShopPage.fill("<body><!-- shop --></body>", window.look());
    }

    private static List<DemoEnvironment> environments() {
        return List.of(environment("staging"), environment("production"));
    }

    private static DemoEnvironment environment(String name) {
        var database = new ShopDatabase(
                "shop_" + name, 0, ServerFixture.login(folder, "shop"), ServerFixture.login(folder, "agent"));
        Path files = folder.resolve("files").resolve(name);
        return new DemoEnvironment(name, name, folder.resolve(name), files, database, URI.create("http://127.0.0.1/"));
    }
}
