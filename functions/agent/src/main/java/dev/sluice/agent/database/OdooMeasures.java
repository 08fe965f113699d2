package dev.sluice.agent.database;

import java.util.ArrayList;
import java.util.List;

/** What of an Odoo database reaches out into the world, in versions 16 to 19. No password is set and none is read. */
final class OdooMeasures {

    /** A name that no resolver ever answers for (RFC 2606). */
    static final String NOWHERE = "disabled.invalid";

    private static final String VACUUM =
            "(SELECT res_id FROM ir_model_data WHERE model = 'ir.cron' AND module = 'base' AND name = 'autovacuum_job'"
                    + " AND res_id IS NOT NULL)";

    /** Access to the calendars, accounts and mailboxes of people; absent columns belong to other versions or modules. */
    private static final List<String> TOKENS = List.of(
            "google_calendar_credentials.calendar_rtoken",
            "google_calendar_credentials.calendar_token",
            "google_calendar_credentials.calendar_sync_token",
            "microsoft_calendar_credentials.calendar_sync_token",
            "res_users.microsoft_calendar_rtoken",
            "res_users.microsoft_calendar_token",
            "res_users.oauth_access_token",
            "res_users_settings.google_calendar_rtoken",
            "res_users_settings.google_calendar_token",
            "res_users_settings.google_calendar_sync_token",
            "res_users_settings.microsoft_calendar_sync_token",
            "social_account.facebook_access_token",
            "social_account.instagram_access_token",
            "social_account.linkedin_access_token",
            "social_account.twitter_oauth_token",
            "social_account.twitter_oauth_token_secret",
            "social_account.youtube_access_token",
            "social_account.youtube_refresh_token",
            "ir_mail_server.google_gmail_refresh_token",
            "ir_mail_server.google_gmail_access_token",
            "ir_mail_server.microsoft_outlook_refresh_token",
            "ir_mail_server.microsoft_outlook_access_token",
            "fetchmail_server.google_gmail_refresh_token",
            "fetchmail_server.google_gmail_access_token",
            "fetchmail_server.microsoft_outlook_refresh_token",
            "fetchmail_server.microsoft_outlook_access_token");

    private OdooMeasures() {}

    /** Without these columns it is no Odoo database. */
    static final List<String> CORE =
            List.of("ir_cron.active", "ir_mail_server.active", "ir_config_parameter.key", "ir_model_data.res_id");

    static List<Measure> all(Facts facts) {
        List<Measure> all = new ArrayList<>(mail());
        all.addAll(money());
        all.addAll(hooks());
        TOKENS.forEach(column -> all.add(token(column)));
        all.addAll(parameters(facts));
        return all;
    }

    /**
     * What the copy must be told.
     *
     * @param url where the target is reached
     * @param uuid the source's, which the copy must not keep
     */
    record Facts(String url, String uuid) {}

    private static List<Measure> mail() {
        return List.of(
                measure(
                        "scheduled actions",
                        "ir_cron",
                        "active AND id NOT IN " + VACUUM,
                        "active = false",
                        "ir_cron.active",
                        "ir_model_data.res_id"),
                measure(
                        "outgoing mail servers",
                        "ir_mail_server",
                        "active AND smtp_host IS DISTINCT FROM '" + NOWHERE + "'",
                        "active = false",
                        "ir_mail_server.active",
                        "ir_mail_server.smtp_host"),
                // without any server Odoo would take the one of its configuration file
                new Measure(
                        "mail server of the configuration file",
                        List.of("ir_mail_server.smtp_host", "ir_mail_server.smtp_authentication"),
                        "DELETE FROM ir_mail_server WHERE smtp_host = '" + NOWHERE + "';\n"
                                + "INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_encryption,"
                                + " smtp_authentication, sequence, active)"
                                + " VALUES ('No mail leaves this copy', '" + NOWHERE
                                + "', 9, 'none', 'login', 0, true);\n",
                        "SELECT 1 - least(1, count(*)) FROM ir_mail_server WHERE active AND smtp_host = '" + NOWHERE
                                + "'"),
                measure("queued mails", "mail_mail", "state = 'outgoing'", "state = 'cancel'", "mail_mail.state"),
                measure(
                        "incoming mail servers",
                        "fetchmail_server",
                        "active",
                        "active = false",
                        "fetchmail_server.active"),
                new Measure(
                        "push devices",
                        List.of("mail_push_device.endpoint"),
                        "DELETE FROM mail_push_device;\n",
                        "SELECT count(*) FROM mail_push_device"),
                new Measure(
                        "push devices, as Odoo 17 calls them",
                        List.of("mail_partner_device.endpoint"),
                        "DELETE FROM mail_partner_device;\n",
                        "SELECT count(*) FROM mail_partner_device"));
    }

    private static List<Measure> money() {
        return List.of(
                measure(
                        "payment providers",
                        "payment_provider",
                        "state IS DISTINCT FROM 'disabled'",
                        "state = 'disabled'",
                        "payment_provider.state"),
                measure(
                        "OAuth providers",
                        "auth_oauth_provider",
                        "enabled",
                        "enabled = false",
                        "auth_oauth_provider.enabled"),
                measure(
                        "IAP accounts",
                        "iap_account",
                        "account_token IS NOT NULL AND account_token NOT LIKE 'disabled-%'",
                        "account_token = 'disabled-' || id",
                        "iap_account.account_token"),
                measure(
                        "delivery carriers in production",
                        "delivery_carrier",
                        "prod_environment",
                        "prod_environment = false",
                        "delivery_carrier.prod_environment"),
                measure(
                        "delivery carriers that call others",
                        "delivery_carrier",
                        "active AND delivery_type NOT IN ('fixed', 'base_on_rule')",
                        "active = false",
                        "delivery_carrier.active",
                        "delivery_carrier.delivery_type"));
    }

    private static List<Measure> hooks() {
        String nowhere = "https://" + NOWHERE + "/";
        return List.of(
                measure(
                        "webhooks",
                        "ir_act_server",
                        "state = 'webhook' AND webhook_url IS DISTINCT FROM '" + nowhere + "'",
                        "webhook_url = '" + nowhere + "'",
                        "ir_act_server.state",
                        "ir_act_server.webhook_url"),
                measure(
                        "automations started by webhooks",
                        "base_automation",
                        "active AND trigger = 'on_webhook'",
                        "active = false",
                        "base_automation.active",
                        "base_automation.trigger"),
                measure(
                        "social accounts",
                        "social_account",
                        "is_media_disconnected IS NOT TRUE",
                        "is_media_disconnected = true",
                        "social_account.is_media_disconnected"),
                measure(
                        "banner",
                        "ir_ui_view",
                        "key IN ('web.neutralize_banner', 'website.neutralize_ribbon') AND active IS NOT TRUE",
                        "active = true",
                        "ir_ui_view.key",
                        "ir_ui_view.active"));
    }

    private static List<Measure> parameters(Facts facts) {
        return List.of(
                parameter("web.base.url", Replacement.literal(facts.url())),
                parameter("web.base.url.freeze", "'True'"),
                parameter("database.is_neutralized", "'true'"),
                renewed("database.uuid", facts.uuid()),
                new Measure(
                        "secret keys in parameters",
                        List.of("ir_config_parameter.key"),
                        "DELETE FROM ir_config_parameter WHERE " + secrets() + ";\n",
                        "SELECT count(*) FROM ir_config_parameter WHERE " + secrets()));
    }

    private static String secrets() {
        return "key IN ('database.enterprise_code', 'google_calendar_client_secret', 'google_gmail_client_secret',"
                + " 'microsoft_calendar_client_secret', 'microsoft_outlook_client_secret')";
    }

    private static Measure parameter(String key, String value) {
        return new Measure(
                "parameter " + key,
                List.of("ir_config_parameter.key", "ir_config_parameter.value"),
                set(key, value),
                "SELECT 1 - least(1, count(*)) FROM ir_config_parameter WHERE key = '" + key + "' AND value = "
                        + value);
    }

    private static Measure renewed(String key, String old) {
        return new Measure(
                "parameter " + key,
                List.of("ir_config_parameter.key", "ir_config_parameter.value"),
                set(key, "gen_random_uuid()::text"),
                "SELECT 1 - least(1, count(*)) FROM ir_config_parameter WHERE key = '" + key + "' AND value <> "
                        + Replacement.literal(old));
    }

    private static String set(String key, String value) {
        return "DELETE FROM ir_config_parameter WHERE key = '" + key + "';\n"
                + "INSERT INTO ir_config_parameter (key, value) VALUES ('" + key + "', " + value + ");\n";
    }

    private static Measure token(String tableAndColumn) {
        int dot = tableAndColumn.indexOf('.');
        String table = tableAndColumn.substring(0, dot);
        String column = tableAndColumn.substring(dot + 1);
        return measure(
                "tokens in " + tableAndColumn, table, column + " IS NOT NULL", column + " = NULL", tableAndColumn);
    }

    /** Rows that still match are what the probe counts. */
    private static Measure measure(String name, String table, String rows, String change, String... needs) {
        return new Measure(
                name,
                List.of(needs),
                "UPDATE " + table + " SET " + change + " WHERE " + rows + ";\n",
                "SELECT count(*) FROM " + table + " WHERE " + rows);
    }
}
