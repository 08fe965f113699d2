package dev.sluice.agent.database;

import dev.sluice.agent.config.Neutralization;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a copy harmless by a profile, and looks for what the profile may have missed. */
public final class Neutralizer {

    /** A profile that cannot be used on this database. */
    public static final String FAILED = "neutralize_failed";

    /** A probe found something. */
    public static final String NOT_NEUTRAL = "not_neutral";

    private static final String ONLY_PUBLIC = "SET search_path = public, pg_temp;\n";

    private final Postgres postgres;
    private final String database;
    private final Neutralization profile;
    private final String url;
    private String sourceUuid = "";

    /**
     * @param database the copy
     * @param url where the target is reached
     */
    public Neutralizer(Postgres postgres, String database, Neutralization profile, String url) {
        this.postgres = postgres;
        this.database = database;
        this.profile = profile;
        this.url = url;
    }

    /** Does it, in one transaction. */
    public Reply neutralize() throws IOException, InterruptedException {
        if (profile instanceof Neutralization.Sql sql) {
            return postgres.file(database, sql.file(), true);
        }
        return columns()
                .then(
                        columns -> isOdoo(columns)
                                ? rememberUuid().then(uuid -> postgres.transaction(database, script(columns)))
                                : new Reply.Failed(
                                        FAILED,
                                        "the database has none of Odoo's tables in its schema public, so the profile odoo is not for it"));
    }

    /** Says nothing if all is well. */
    public Reply probe() throws IOException, InterruptedException {
        if (profile instanceof Neutralization.Sql sql) {
            Reply rows = sql.probes().isEmpty()
                    ? new Reply.Said("")
                    : postgres.file(database, sql.probes().get(), false);
            return rows.then(found -> verdict(found.lines().findFirst().orElse("")));
        }
        return columns()
                .then(columns -> postgres.transaction(database, probes(columns)))
                .then(found ->
                        verdict(found.lines().filter(line -> !line.isBlank()).collect(Collectors.joining(", "))));
    }

    private static Reply verdict(String found) {
        return found.isEmpty()
                ? new Reply.Said("")
                : new Reply.Failed(NOT_NEUTRAL, "the copy is not neutral; still there: " + found);
    }

    private Reply rememberUuid() throws IOException, InterruptedException {
        Reply uuid =
                postgres.query(database, "SELECT value FROM public.ir_config_parameter WHERE key = 'database.uuid'");
        if (uuid instanceof Reply.Said said) {
            sourceUuid = said.output();
        }
        return uuid;
    }

    private Reply columns() throws IOException, InterruptedException {
        return postgres.query(
                database,
                "SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                        + " AND a.attnum > 0 AND NOT a.attisdropped");
    }

    private static boolean isOdoo(String columns) {
        return setOf(columns).containsAll(OdooMeasures.CORE);
    }

    private String script(String columns) {
        return measures(columns).stream().map(Measure::act).collect(Collectors.joining("", ONLY_PUBLIC, ""));
    }

    private String probes(String columns) {
        return measures(columns).stream()
                .map(measure -> "SELECT " + Replacement.literal(measure.name()) + " || ' (' || found || ')' FROM ("
                        + measure.probe() + ") probe(found) WHERE found > 0;\n")
                .collect(Collectors.joining("", ONLY_PUBLIC, ""));
    }

    private List<Measure> measures(String columns) {
        Set<String> known = setOf(columns);
        return OdooMeasures.all(new OdooMeasures.Facts(url, sourceUuid)).stream()
                .filter(measure -> measure.appliesTo(known))
                .toList();
    }

    private static Set<String> setOf(String columns) {
        return columns.lines().collect(Collectors.toSet());
    }
}
