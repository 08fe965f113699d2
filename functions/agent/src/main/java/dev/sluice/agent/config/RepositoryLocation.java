package dev.sluice.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a git repository is: an absolute path, a URL, or the short SSH form.
 *
 * <p>Refuses what git would read as an option or as a transport that runs a command, and URLs that carry a password.
 */
public record RepositoryLocation(String value) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "ssh", "git", "file");
    private static final Pattern SHORT_SSH =
            Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\\s-]\\S*");
    private static final String FORMS =
            "must be an absolute path, a URL (https, http, ssh, git, file) or user@host:path";

    public RepositoryLocation {
        if (value.isBlank() || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(FORMS);
        }
        if (!value.startsWith("/") && !SHORT_SSH.matcher(value).matches()) {
            checkUrl(value);
        }
    }

    /** The path of a repository on this machine. */
    public Optional<String> localPath() {
        if (value.startsWith("/")) {
            return Optional.of(value);
        }
        return value.startsWith("file://")
                ? Optional.ofNullable(URI.create(value).getPath())
                : Optional.empty();
    }

    private static void checkUrl(String value) {
        URI url;
        try {
            url = new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORMS, e);
        }
        if (url.getScheme() == null
                || !SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                || !value.contains("://")
                || hasOptionAsHost(url)) {
            throw new IllegalArgumentException(FORMS);
        }
        if (url.getRawAuthority() != null && url.getRawAuthority().matches("[^@]*:[^@]*@.*")) {
            throw new IllegalArgumentException(
                    "must not contain a password; give the agent's user an SSH key or a git credential helper");
        }
    }

    private static boolean hasOptionAsHost(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return authority.startsWith("-") || authority.contains("@-");
    }

    @Override
    public String toString() {
        return value;
    }
}
