package dev.sluice.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.PostgresFixture;
import dev.sluice.agent.config.DatabaseConfig;
import dev.sluice.agent.config.DatabaseLocation;
import dev.sluice.agent.config.Neutralization;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdooProfileTest {

    private static final String DATABASE = "odoo_profile";
    private static final String URL = "https://staging.example.org/it's";

    /** For each probe the row that it must find, on the version that has its table. */
    private static final Map<String, Planted> PLANTED = Map.ofEntries(
            plant("scheduled actions", "INSERT INTO ir_cron (ir_actions_server_id, active) VALUES (9, true)"),
            plant(
                    "outgoing mail servers",
                    "INSERT INTO ir_mail_server (name, smtp_port, smtp_authentication, smtp_encryption, active)"
                            + " VALUES ('New', 25, 'login', 'none', true)"),
            plant("mail server of the configuration file", "UPDATE ir_mail_server SET active = false"),
            plant("queued mails", "INSERT INTO mail_mail (mail_message_id, state) VALUES (9, 'outgoing')"),
            plant("incoming mail servers", "INSERT INTO fetchmail_server (name, active) VALUES ('New', true)"),
            plant("push devices", "INSERT INTO mail_push_device (endpoint) VALUES ('https://push.example.org/9')"),
            new Planted(
                            "push devices, as Odoo 17 calls them",
                            17,
                            "INSERT INTO mail_partner_device (endpoint) VALUES ('x')")
                    .entry(),
            plant("payment providers", "INSERT INTO payment_provider (name, code, state) VALUES ('{}', 'x', 'test')"),
            plant("OAuth providers", "INSERT INTO auth_oauth_provider (name, enabled) VALUES ('New', true)"),
            plant("IAP accounts", "INSERT INTO iap_account (account_token) VALUES ('new')"),
            plant(
                    "delivery carriers in production",
                    "INSERT INTO delivery_carrier (name, delivery_type, prod_environment) VALUES ('{}', 'fixed', true)"),
            plant(
                    "delivery carriers that call others",
                    "INSERT INTO delivery_carrier (name, delivery_type, active) VALUES ('{}', 'ups', true)"),
            plant("webhooks", "INSERT INTO ir_act_server (name, state) VALUES ('{}', 'webhook')"),
            plant(
                    "automations started by webhooks",
                    "INSERT INTO base_automation (active, trigger) VALUES (true, 'on_webhook')"),
            plant("social accounts", "INSERT INTO social_account (name) VALUES ('New')"),
            plant("banner", "UPDATE ir_ui_view SET active = false WHERE key = 'web.neutralize_banner'"),
            plant(
                    "parameter web.base.url",
                    "UPDATE ir_config_parameter SET value = 'https://x' WHERE key = 'web.base.url'"),
            plant("parameter web.base.url.freeze", "DELETE FROM ir_config_parameter WHERE key = 'web.base.url.freeze'"),
            plant(
                    "parameter database.is_neutralized",
                    "DELETE FROM ir_config_parameter WHERE key = 'database.is_neutralized'"),
            plant(
                    "parameter database.uuid",
                    "UPDATE ir_config_parameter SET value = '6f2c7a54-0000-11ef-a000-000000000001'"
                            + " WHERE key = 'database.uuid'"),
            plant(
                    "secret keys in parameters",
                    "INSERT INTO ir_config_parameter (key, value) VALUES ('google_gmail_client_secret', 'x')"));

    @TempDir
    Path scratch;

    /** One row and its probe. */
    record Planted(String probe, int version, String sql) {
        Map.Entry<String, Planted> entry() {
            return Map.entry(probe, this);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18, 19})
    void makes_a_database_of_each_version_harmless_and_proves_it(int version) throws Exception {
        load(version);
        assertThat(neutralizer().probe()).isInstanceOf(Reply.Failed.class);
        Neutralizer neutralizer = neutralizer();
        assertThat(neutralizer.neutralize()).isInstanceOf(Reply.Said.class);
        assertThat(neutralizer.probe()).isEqualTo(new Reply.Said(""));
        assertThat(rows("SELECT cron_name FROM ir_cron WHERE active"))
                .containsExactly("Base: Auto-vacuum internal data");
        assertThat(rows("SELECT smtp_host FROM ir_mail_server WHERE active")).containsExactly("disabled.invalid");
        assertThat(rows("SELECT state FROM payment_provider")).containsOnly("disabled");
        assertThat(rows("SELECT delivery_type FROM delivery_carrier WHERE active"))
                .containsExactly("fixed");
        assertThat(rows("SELECT value FROM ir_config_parameter WHERE key = 'web.base.url'"))
                .containsExactly(URL);
        assertThat(rows("SELECT password FROM res_users")).containsExactly("hash");
        assertThat(rows("SELECT key FROM ir_ui_view WHERE active")).hasSize(3);
        assertThat(rows("SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'"))
                .hasSize(1)
                .doesNotContain("6f2c7a54-0000-11ef-a000-000000000001");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void finds_exactly_the_row_that_each_probe_is_for(int version) throws Exception {
        load(version);
        Neutralizer neutralizer = neutralizer();
        assertThat(neutralizer.neutralize()).isInstanceOf(Reply.Said.class);
        for (Measure measure : measures()) {
            Planted planted = PLANTED.containsKey(measure.name()) ? PLANTED.get(measure.name()) : token(measure);
            if (planted.version() == version) {
                PostgresFixture.execute(DATABASE, planted.sql());
                assertThat(neutralizer.probe())
                        .isEqualTo(new Reply.Failed(
                                "not_neutral", "the copy is not neutral; still there: " + planted.probe() + " (1)"));
                PostgresFixture.execute(DATABASE, measure.act());
                assertThat(rows(measure.probe())).as(planted.probe()).containsExactly("0");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("measures")
    void has_a_planted_row_for_every_probe(Measure measure) {
        assertThat(PLANTED.containsKey(measure.name()) || measure.name().startsWith("tokens in "))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_provider", "fetchmail_server", "base_automation", "social_account", "ir_ui_view"})
    void does_not_mind_a_module_that_is_not_installed(String table) throws Exception {
        load(18);
        PostgresFixture.execute(DATABASE, "DROP TABLE " + table);
        Neutralizer neutralizer = neutralizer();
        assertThat(neutralizer.neutralize()).isInstanceOf(Reply.Said.class);
        assertThat(neutralizer.probe()).isEqualTo(new Reply.Said(""));
    }

    @Test
    void refuses_a_database_that_is_not_odoos() throws Exception {
        PostgresFixture.create(DATABASE, "CREATE TABLE orders (id int)");
        assertThat(neutralizer().neutralize())
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.code()).isEqualTo("neutralize_failed"));
    }

    static List<Measure> measures() {
        return OdooMeasures.all(new OdooMeasures.Facts(URL, ""));
    }

    /** Most columns are in 18; those of the calendars' credentials left with 16, and are planted by its fixture. */
    private static Planted token(Measure measure) {
        String column = measure.needs().get(0);
        int dot = column.indexOf('.');
        boolean old = column.contains("_credentials.");
        String table = column.substring(0, dot);
        return new Planted(
                measure.name(),
                old ? 16 : 18,
                "UPDATE " + table + " SET " + column.substring(dot + 1) + " = 'token' WHERE id = (SELECT min(id) FROM "
                        + table + ")");
    }

    private static Map.Entry<String, Planted> plant(String probe, String sql) {
        return new Planted(probe, 18, sql).entry();
    }

    private static void load(int version) throws IOException {
        PostgresFixture.create(DATABASE, resource("common"), resource(Integer.toString(version)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OdooProfileTest.class.getResourceAsStream("/odoo/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> rows(String query) {
        return PostgresFixture.rows(DATABASE, query);
    }

    private Neutralizer neutralizer() {
        DatabaseConfig config = new DatabaseConfig(
                DatabaseLocation.parse(PostgresFixture.url(DATABASE)),
                Optional.empty(),
                Optional.empty(),
                1,
                Duration.ofMinutes(1));
        CommandRunner runner = new CommandRunner(UUID.randomUUID().toString(), new Interruption(), child -> {});
        Postgres.Means means =
                new Postgres.Means(runner, (bytes, length) -> {}, Map.of("PATH", System.getenv("PATH")), scratch);
        return new Neutralizer(new Postgres(config, means), DATABASE, new Neutralization.Odoo(), URL);
    }
}
