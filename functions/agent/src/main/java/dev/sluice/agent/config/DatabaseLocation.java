package dev.sluice.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database, as {@code postgresql://user@host:port/name}; without a user or host libpq's own defaults count.
 *
 * @param name at most 48 characters, so that the names of its copies beside it fit into PostgreSQL's 63
 */
public record DatabaseLocation(Optional<String> user, Optional<String> host, int port, String name) {

    private static final String FORM =
            "must look like postgresql://user@host:5432/name, the name of at most 48 letters, digits, _ and -";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,47}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}");
    private static final int DEFAULT_PORT = 5432;

    public DatabaseLocation {
        boolean safe = NAME.matcher(name).matches()
                && user.filter(given -> !USER.matcher(given).matches()).isEmpty()
                && port > 0
                && port < 65536;
        if (!safe) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Reads the URL; never repeats it in its message, since it may hold a password. */
    public static DatabaseLocation parse(String text) {
        URI url = uri(text);
        boolean known = "postgresql".equals(url.getScheme()) || "postgres".equals(url.getScheme());
        if (!known || url.getRawPath() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM);
        }
        Optional<String> user = Optional.ofNullable(url.getRawUserInfo());
        if (user.filter(info -> info.contains(":")).isPresent()) {
            throw new IllegalArgumentException("must not contain a password; use password_file, or ~/.pgpass");
        }
        if (url.getRawAuthority() != null && url.getHost() == null) {
            throw new IllegalArgumentException(FORM);
        }
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        String name = url.getRawPath().replaceFirst("^/", "");
        return new DatabaseLocation(user, Optional.ofNullable(url.getHost()), port, name);
    }

    @SuppressWarnings("UnusedException") // it quotes the text
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Whether the other one names the same database, whoever the user is. */
    public boolean isSameAs(DatabaseLocation other) {
        return host.equals(other.host) && port == other.port && name.equals(other.name);
    }
}
