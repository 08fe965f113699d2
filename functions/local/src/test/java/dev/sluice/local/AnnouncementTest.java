package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.demo.DemoEnvironment;
import dev.sluice.local.demo.DemoSeed;
import dev.sluice.local.demo.ShopDatabase;
import dev.sluice.local.postgres.Login;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

    private static final Path FOLDER = Path.of("/home/you/.sluice");

    @Test
    void says_how_to_refresh_staging() {
        assertThat(text(Optional.of("01R"), Optional.empty()))
                .contains("curl -s -X POST -H @/home/you/.sluice/admin.header"
                        + " http://127.0.0.1:8080/api/v1/projects/demo/rules/01R/run\n");
    }

    @Test
    void says_why_staging_cannot_be_refreshed_and_offers_no_command_for_it() {
        assertThat(text(Optional.of("01R"), Optional.of("there is no psql on the PATH")))
                .contains(
                        "Staging cannot be refreshed from production here: there is no psql on the PATH. All else works.")
                .doesNotContain("01R/run");
    }

    @Test
    void does_not_speak_of_a_rule_that_was_deleted() {
        assertThat(text(Optional.empty(), Optional.empty())).doesNotContain("efresh");
    }

    @Test
    void keeps_the_webhooks_secret_to_itself() {
        assertThat(announcement(Optional.empty(), Optional.empty()).toString()).doesNotContain("s3cret");
        assertThat(text(Optional.empty(), Optional.empty())).doesNotContain("s3cret");
    }

    private static String text(Optional<String> rule, Optional<String> noClone) {
        return announcement(rule, noClone).text(FOLDER, 9.5);
    }

    private static Announcement announcement(Optional<String> rule, Optional<String> noClone) {
        var at = new Announcement.Addresses(
                URI.create("http://127.0.0.1:8080"), URI.create("http://127.0.0.1:1"), FOLDER.resolve("shop.git"));
        var login = new Login("shop", FOLDER.resolve("password"));
        var staging = new DemoEnvironment(
                "staging",
                "Staging",
                FOLDER,
                FOLDER,
                new ShopDatabase("shop_staging", 1, login, login),
                URI.create("http://127.0.0.1:2/"));
        return new Announcement(at, new DemoSeed.Planted("s3cret", rule), List.of(staging), noClone);
    }
}
