package dev.sluice.local.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the shop's database says of the shop now.
 *
 * @param reaches by each way out of the shop whom it reaches; empty where that way is off
 * @param latest the newest orders, newest first
 * @param neutralized whether Odoo would show its banner
 */
record ShopFacts(
        long orders, long customers, Map<WayOut, Optional<String>> reaches, List<String> latest, boolean neutralized) {

    /** A way in which a shop touches the world, and the query of whom it reaches there; null for nobody. */
    enum WayOut {
        OUTGOING_MAIL(
                "Outgoing mail",
                "SELECT string_agg(smtp_host, ', ') FROM ir_mail_server WHERE active AND smtp_host <> 'disabled.invalid'"),
        PAYMENTS(
                "Payments",
                "SELECT string_agg((name ->> 'en_US') || CASE state WHEN 'test' THEN ' (test mode)' ELSE '' END, ', ')"
                        + " FROM payment_provider WHERE state <> 'disabled'"),
        // the vacuum tidies the database and touches nobody, so it stays on in a copy
        SCHEDULED_JOBS(
                "Scheduled jobs",
                "SELECT string_agg(cron_name, ', ') FROM ir_cron WHERE active AND id NOT IN"
                        + " (SELECT res_id FROM ir_model_data WHERE model = 'ir.cron' AND name = 'autovacuum_job')"),
        WEBHOOKS(
                "Webhooks",
                "SELECT string_agg(substring(webhook_url FROM '//([^/]+)'), ', ') FROM ir_act_server"
                        + " WHERE state = 'webhook' AND webhook_url NOT LIKE 'https://disabled.invalid/%'"),
        SIGN_IN("Sign-in by OAuth", "SELECT string_agg(name, ', ') FROM auth_oauth_provider WHERE enabled");

        private final String label;
        private final String query;

        WayOut(String label, String query) {
            this.label = label;
            this.query = query;
        }

        String label() {
            return label;
        }
    }

    private static final String COUNTS =
            "SELECT (SELECT count(*) FROM sale_order), (SELECT count(*) FROM res_partner WHERE customer_rank > 0),"
                    + " EXISTS (SELECT FROM ir_ui_view WHERE key = 'web.neutralize_banner' AND active)";
    private static final String LATEST =
            "SELECT o.name || ', ' || p.name || ', ' || o.amount_total || ' EUR' FROM sale_order o"
                    + " JOIN res_partner p ON p.id = o.partner_id ORDER BY o.id DESC LIMIT 3";

    ShopFacts {
        reaches = Map.copyOf(reaches);
        latest = List.copyOf(latest);
    }

    static ShopFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var reaches = new EnumMap<WayOut, Optional<String>>(WayOut.class);
            for (WayOut way : WayOut.values()) {
                reaches.put(way, texts(statement, way.query).stream().findFirst());
            }
            List<String> latest = texts(statement, LATEST);
            try (ResultSet counts = statement.executeQuery(COUNTS)) {
                counts.next();
                return new ShopFacts(counts.getLong(1), counts.getLong(2), reaches, latest, counts.getBoolean(3));
            }
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                Optional.ofNullable(rows.getString(1)).ifPresent(texts::add);
            }
        }
        return texts;
    }
}
