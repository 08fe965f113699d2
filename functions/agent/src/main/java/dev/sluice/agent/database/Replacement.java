package dev.sluice.agent.database;

import java.io.IOException;

/**
 * Puts a database in the place of an environment's, and back, by renaming. All names are made of the one in the configuration, which
 * needs no quoting beyond double quotes.
 *
 * <p>The database that comes in carries the task's mark as its comment, and keeps it under any name. So whether the change has
 * happened can be told at any time, after a crash as well.
 */
public final class Replacement {

    /** Which database comes in, and what becomes of the one that goes out. */
    public enum Kind {
        /** A fresh copy comes in; what was kept from an earlier change is dropped, and what goes out is kept. */
        FRESH,
        /** What was kept comes back, and what goes out is kept. */
        KEPT
    }

    private final Postgres postgres;
    private final Kind kind;
    private final String mark;
    private final String current;
    private final String fresh;
    private final String kept;

    /** @param task makes the mark; letters, digits and dashes */
    public Replacement(Postgres postgres, Kind kind, String task) {
        this.postgres = postgres;
        this.kind = kind;
        this.mark = "sluice " + task;
        this.current = postgres.location().name();
        this.fresh = current + "_sluice_new";
        this.kept = current + "_sluice_old";
    }

    /** The copy in the making. */
    public String fresh() {
        return fresh;
    }

    /** The role that the environment's database belongs to; the agent's own where there is none yet. */
    public Reply owner() throws IOException, InterruptedException {
        return maintain("SELECT coalesce((SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '" + current
                + "'), current_user)");
    }

    /**
     * Makes the empty database that the copy goes into. Nobody may connect to it but the agent's role and superusers; where the agent's
     * role owns it, and so does the application's, the mark as a template still keeps Odoo from looking into it.
     *
     * @param like {@code encoding|collation|character type} of the source
     */
    public Reply create(String owner, String like) throws IOException, InterruptedException {
        String[] locale = like.split("\\|", -1);
        String role = '"' + owner.replace("\"", "\"\"") + '"';
        String database = '"' + fresh + '"';
        return script(
                dropping(fresh),
                "CREATE DATABASE " + database + " OWNER " + role + " TEMPLATE template0 ENCODING " + literal(locale[0])
                        + " LC_COLLATE " + literal(locale[1]) + " LC_CTYPE " + literal(locale[2]) + ";\n",
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC;\n",
                "ALTER DATABASE " + database + " IS_TEMPLATE true;\n",
                "COMMENT ON DATABASE " + database + " IS " + literal(mark) + ";\n",
                "GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO CURRENT_USER;\n",
                "SELECT " + literal("REVOKE CONNECT ON DATABASE " + database + " FROM " + role)
                        + " WHERE current_user <> " + literal(owner) + " \\gexec\n");
    }

    /** Marks the database that was kept from an earlier change as the one to come in; says how many there are, 0 or 1. */
    public Reply markKept() throws IOException, InterruptedException {
        return script(whereIs(kept, "COMMENT ON DATABASE \"" + kept + "\" IS " + literal(mark)))
                .then(marked -> maintain("SELECT count(*) FROM pg_database WHERE datname = '" + kept + "'"));
    }

    /** Ends all connections and changes the databases in one transaction. What goes out lets nobody in any more. */
    public Reply swap() throws IOException, InterruptedException {
        if (kind == Kind.KEPT) {
            return script(close(kept), exchange(kept));
        }
        return script(
                close(fresh),
                dropping(kept),
                "BEGIN;\n",
                likeCurrent(),
                rename(current, kept),
                rename(fresh, current),
                "COMMIT;\n");
    }

    /** Makes it as it was before, from wherever the change stopped. */
    public Reply swapBack() throws IOException, InterruptedException {
        String swapped = "SELECT count(*) FROM pg_database WHERE datname = '" + current
                + "' AND shobj_description(oid, 'pg_database') = " + literal(mark);
        return maintain(swapped)
                .then(count -> count.equals("0")
                        ? new Reply.Said("")
                        : script(close(kept), exchange(kind == Kind.FRESH ? fresh : kept)))
                .then(back -> script(allow(current, true)))
                .then(open -> discard());
    }

    /** Deletes the copy in the making. */
    public Reply discard() throws IOException, InterruptedException {
        return kind == Kind.FRESH ? script(dropping(fresh)) : new Reply.Said("");
    }

    /** The kept one becomes the current one, whose name changes to the one given. */
    private String exchange(String outgoing) {
        String between = current + "_sluice_tmp";
        return "BEGIN;\n" + rename(current, between) + rename(kept, current) + rename(between, outgoing)
                + allow(current, true) + "COMMIT;\n";
    }

    private String close(String other) {
        return allow(current, false)
                + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN ('" + current + "', '"
                + other
                + "') AND pid <> pg_backend_pid();\n";
    }

    /** The copy gets the privileges of the database that it replaces, or the usual ones where it is the first. */
    private String likeCurrent() {
        return "REVOKE ALL ON DATABASE \"" + fresh + "\" FROM CURRENT_USER;\n"
                + "SELECT format('GRANT %s ON DATABASE \"" + fresh + "\" TO %s', privilege_type,"
                + " CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)"
                + " FROM aclexplode(coalesce("
                + "(SELECT coalesce(datacl, acldefault('d', datdba)) FROM pg_database WHERE datname = '" + current
                + "'), "
                + "(SELECT acldefault('d', datdba) FROM pg_database WHERE datname = '" + fresh + "'))) \\gexec\n"
                + "ALTER DATABASE \"" + fresh + "\" IS_TEMPLATE false;\n";
    }

    private static String dropping(String name) {
        return whereIs(name, "ALTER DATABASE \"" + name + "\" IS_TEMPLATE false") + "DROP DATABASE IF EXISTS \"" + name
                + "\" WITH (FORCE);\n";
    }

    private static String rename(String from, String to) {
        return whereIs(from, "ALTER DATABASE \"" + from + "\" RENAME TO \"" + to + "\"");
    }

    private static String allow(String name, boolean connections) {
        return whereIs(name, "ALTER DATABASE \"" + name + "\" ALLOW_CONNECTIONS " + connections);
    }

    /** Runs the statement if there is a database of that name. */
    private static String whereIs(String name, String statement) {
        return "SELECT " + literal(statement) + " WHERE EXISTS (SELECT FROM pg_database WHERE datname = '" + name
                + "') \\gexec\n";
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private Reply maintain(String sql) throws IOException, InterruptedException {
        return postgres.query(Postgres.MAINTENANCE, sql);
    }

    private Reply script(String... parts) throws IOException, InterruptedException {
        return postgres.script(Postgres.MAINTENANCE, String.join("", parts));
    }
}
