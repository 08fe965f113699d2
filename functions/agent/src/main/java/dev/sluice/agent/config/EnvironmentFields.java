package dev.sluice.agent.config;

import dev.sluice.agent.config.EnvironmentConfig.Commands;
import dev.sluice.agent.config.EnvironmentConfig.Data;
import dev.sluice.agent.config.EnvironmentConfig.Keeping;
import dev.sluice.agent.config.EnvironmentConfig.Label;
import dev.sluice.agent.config.EnvironmentConfig.Site;
import dev.sluice.agent.config.EnvironmentConfig.Source;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one environment of the configuration file. */
final class EnvironmentFields {

    private static final int DAY = 24 * 60 * 60;
    private static final int HOUR = 60 * 60;
    private static final int YEAR_OF_HOURS = 366 * 24;

    /** Hours: an approval may take seven days, and names a build that has to be there when it is given. */
    private static final int LONGER_THAN_ANY_APPROVAL = 192;

    private EnvironmentFields() {}

    /** Empty where something is wrong that leaves no environment; what, is in the problems of {@code fields}. */
    static Optional<EnvironmentConfig> read(String name, Fields fields) {
        Optional<EnvironmentKind> kind = fields.required("kind", "one of " + kinds(), EnvironmentFields::kind);
        Optional<RepositoryLocation> repository =
                fields.required("repository", "the path or URL of a git repository", RepositoryLocation::new);
        Optional<Path> folder = fields.required("folder", "where the link \"current\" shall be", Fields::absolutePath);
        String label = fields.text("name").orElse(name);
        Optional<String> url =
                fields.parsed("url", EnvironmentFields::webAddress).map(URI::toString);
        Duration fetchTimeout = fields.seconds("fetch_timeout_seconds", 300, HOUR);
        Keeping keeping = new Keeping(
                fields.number("keep_builds", 5, 2, 1000),
                Duration.ofHours(fields.number("keep_served_hours", LONGER_THAN_ANY_APPROVAL, 0, YEAR_OF_HOURS)));
        Optional<HealthCheck> health = fields.nested("health").flatMap(EnvironmentFields::health);
        Data data = DataFields.read(fields);
        Commands commands = new Commands(
                command(fields, "build", 900, DAY),
                command(fields, "quick_update", 300, DAY),
                command(fields, "activate", 60, HOUR),
                variables(fields));
        fields.refuseUnknown();
        if (kind.isEmpty() || repository.isEmpty() || folder.isEmpty()) {
            return Optional.empty();
        }
        return EnvironmentId.parse(name)
                .map(id -> new EnvironmentConfig(
                        id,
                        new Label(label, kind.get(), url),
                        new Source(repository.get(), fetchTimeout),
                        new Site(folder.get(), keeping, health, data),
                        commands));
    }

    private static Optional<TimedCommand> command(Fields fields, String name, int fallback, int most) {
        Duration timeout = fields.seconds(name + "_timeout_seconds", fallback, most);
        return fields.arguments(name).map(arguments -> new TimedCommand(arguments, timeout));
    }

    private static Map<String, String> variables(Fields fields) {
        Map<String, String> found = new LinkedHashMap<>();
        fields.nested("env").ifPresent(env -> env.entries().forEach(entry -> {
            String name = entry.getKey();
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || name.startsWith("SLUICE_")) {
                env.problem(name, "is no usable name; letters, digits and _, and not starting with SLUICE_");
            } else if (!entry.getValue().isTextual()
                    || entry.getValue().textValue().indexOf('\0') >= 0) {
                env.problem(name, "must be a text; put numbers and booleans in quotes");
            } else {
                found.put(name, entry.getValue().textValue());
            }
        }));
        return found;
    }

    private static Optional<HealthCheck> health(Fields fields) {
        Optional<URI> url = fields.required(
                "url", "an address such as http://127.0.0.1:8069/web/health", EnvironmentFields::webAddress);
        Duration timeout = fields.seconds("timeout_seconds", 30, HOUR);
        fields.refuseUnknown();
        return url.map(address -> new HealthCheck(address, timeout));
    }

    private static EnvironmentKind kind(String value) {
        return Arrays.stream(EnvironmentKind.values())
                .filter(kind -> kind.text().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + kinds()));
    }

    private static String kinds() {
        return Arrays.stream(EnvironmentKind.values())
                .map(EnvironmentKind::text)
                .collect(Collectors.joining(", "));
    }

    private static URI webAddress(String value) {
        String right = "must be an address that starts with http:// or https:// and names a host";
        URI address;
        try {
            address = URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(right, e);
        }
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(right);
        }
        return address;
    }
}
