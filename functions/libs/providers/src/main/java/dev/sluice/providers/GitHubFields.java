package dev.sluice.providers;

import java.util.regex.Pattern;

/** What GitHub's payloads have in common with each other and with Gitea's. */
final class GitHubFields {
    private static final Pattern FULL_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+");

    private GitHubFields() {}

    /** The repository that the webhook belongs to: a pull request's target. */
    static String repository(JsonFields fields) {
        return fullName(fields.object("repository"));
    }

    /** Bitbucket writes it so too. */
    static String fullName(JsonFields repository) {
        String name = repository.name("full_name", Limits.NAME);
        return name.isEmpty() || FULL_NAME.matcher(name).matches()
                ? name
                : repository.error("full_name", "An owner and a name with a slash between, such as acme/shop.", "");
    }

    static String actor(JsonFields fields) {
        return fields.object("sender").name("login", Limits.NAME);
    }
}
