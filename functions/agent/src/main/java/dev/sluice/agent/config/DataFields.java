package dev.sluice.agent.config;

import dev.sluice.agent.config.EnvironmentConfig.Data;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reads where an environment's data is, and how a copy of other data becomes harmless there. */
final class DataFields {

    private static final int DAY = 24 * 60 * 60;
    private static final int TWO_HOURS = 2 * 60 * 60;
    private static final int MOST_JOBS = 64;

    private DataFields() {}

    static Data read(Fields fields) {
        return new Data(
                fields.nested("database").flatMap(DataFields::database),
                fields.parsed("filestore", DataFields::folderInAnother),
                fields.nested("neutralize").flatMap(DataFields::neutralization));
    }

    private static Optional<DatabaseConfig> database(Fields fields) {
        Optional<DatabaseLocation> location =
                fields.required("url", "such as postgresql://shop@127.0.0.1/shop", DatabaseLocation::parse);
        Optional<Path> password = fields.parsed("password_file", Fields::absolutePath);
        Optional<Path> tools = fields.parsed("tools", Fields::absolutePath);
        int jobs = fields.number("jobs", 2, 1, MOST_JOBS);
        Duration timeout = fields.seconds("timeout_seconds", TWO_HOURS, DAY);
        fields.refuseUnknown();
        return location.map(known -> new DatabaseConfig(known, password, tools, jobs, timeout));
    }

    private static Optional<Neutralization> neutralization(Fields fields) {
        Optional<String> profile = fields.required("profile", "odoo or sql", Function.identity());
        Optional<Path> file = fields.parsed("file", Fields::absolutePath);
        Optional<Path> probes = fields.parsed("probe_file", Fields::absolutePath);
        fields.refuseUnknown();
        if (profile.isEmpty()) {
            return Optional.empty();
        } else if (profile.get().equals("odoo")) {
            if (file.isPresent() || probes.isPresent()) {
                fields.problem("file", "belongs to the profile sql; odoo is built in");
            }
            return Optional.of(new Neutralization.Odoo());
        } else if (profile.get().equals("sql")) {
            if (file.isEmpty()) {
                fields.problem("file", "is missing; the absolute path of the SQL to run");
            }
            return file.map(sql -> new Neutralization.Sql(sql, probes));
        }
        fields.problem("profile", "must be odoo or sql");
        return Optional.empty();
    }

    /** It is moved aside and replaced, so it needs a folder around it. */
    private static Path folderInAnother(String value) {
        Path folder = Fields.absolutePath(value);
        if (folder.getNameCount() < 2) {
            throw new IllegalArgumentException("must be a folder inside another one, which the agent may write to");
        }
        return folder;
    }
}
