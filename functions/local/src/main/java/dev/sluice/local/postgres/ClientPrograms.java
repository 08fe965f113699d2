package dev.sluice.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that the agent copies databases with. They are the machine's own, for the server's jar has none. */
public final class ClientPrograms {

    private static final int SERVER = 15;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private ClientPrograms() {}

    /** What is wrong with them on this PATH, a part of a sentence; nothing when a clone can use them. */
    public static Optional<String> missing() {
        for (String program : List.of("pg_dump", "pg_restore", "psql")) {
            try {
                Optional<String> wrong = wrong(program);
                if (wrong.isPresent()) {
                    return wrong;
                }
            } catch (IOException absent) {
                return Optional.of("there is no " + program + " on the PATH");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(String program) throws IOException {
        Process process = new ProcessBuilder(program, "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher version = VERSION.matcher(said);
        if (version.find() && Integer.parseInt(version.group(1)) >= SERVER) {
            return Optional.empty();
        }
        return Optional.of(program + " is older than the server's " + SERVER + ": " + said.strip());
    }
}
