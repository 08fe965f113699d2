package dev.sluice.providers;

import java.util.regex.Pattern;

/** What GitHub's push and pull request payloads have in common. */
final class GitHubFields {
    static final int MAX_NAME = 255;
    static final int MAX_MESSAGE = 300;
    static final int MAX_LINK = 2000;

    private static final Pattern FULL_NAME = Pattern.compile("[^/\\s]+/[^/\\s]+");

    private GitHubFields() {}

    /** The repository that the webhook belongs to: a pull request's target. */
    static String repository(JsonFields fields) {
        return fullName(fields.object("repository"));
    }

    static String fullName(JsonFields repository) {
        String name = repository.name("full_name", MAX_NAME);
        return name.isEmpty() || FULL_NAME.matcher(name).matches()
                ? name
                : repository.error("full_name", "An owner and a name with a slash between, such as acme/shop.", "");
    }

    static String actor(JsonFields fields) {
        return fields.object("sender").name("login", MAX_NAME);
    }
}
