package dev.sluice.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What can be said about a run on one machine, all of it by system properties.
 *
 * @param root {@code sluice.root}: the folder of the build, default the working directory
 * @param data {@code sluice.data}: everything that is kept, default {@code .sluice} in the root
 * @param port {@code sluice.port}: the front's port, default 8080; 0 for any free one
 * @param countCalls {@code sluice.count-calls}: count AWS calls for {@code /demo/metrics}; each call costs more then
 * @param endsWithParent {@code sluice.ends-with-parent}: stop when the process that started this one ends
 */
record LocalConfig(Path root, Path data, int port, boolean countCalls, boolean endsWithParent) {

    static LocalConfig of(Properties properties) {
        Path root = Path.of(properties.getProperty("sluice.root", ""))
                .toAbsolutePath()
                .normalize();
        Path data = Optional.ofNullable(properties.getProperty("sluice.data"))
                .map(given -> Path.of(given).toAbsolutePath().normalize())
                .orElse(root.resolve(".sluice"));
        return new LocalConfig(
                root,
                data,
                port(properties.getProperty("sluice.port", "8080")),
                Boolean.parseBoolean(properties.getProperty("sluice.count-calls")),
                Boolean.parseBoolean(properties.getProperty("sluice.ends-with-parent")));
    }

    private static int port(String given) {
        try {
            int port = Integer.parseInt(given);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new CannotStart("sluice.port: a number from 0 to 65535 is wanted, not " + given, e);
        }
        throw new CannotStart("sluice.port: a number from 0 to 65535 is wanted, not " + given);
    }
}
