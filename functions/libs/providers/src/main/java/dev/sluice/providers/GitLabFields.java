package dev.sluice.providers;

import java.util.regex.Pattern;

/** What GitLab's payloads have in common. */
final class GitLabFields {
    private static final Pattern PATH = Pattern.compile("[^/\\s]+(?:/[^/\\s]+)+");

    private GitLabFields() {}

    /** The project that the webhook belongs to, with all its groups: a merge request's target. */
    static String repository(JsonFields body) {
        return path(body.object("project"));
    }

    static String path(JsonFields project) {
        String path = project.name("path_with_namespace", Limits.NAME);
        return path.isEmpty() || PATH.matcher(path).matches()
                ? path
                : project.error(
                        "path_with_namespace", "Groups and a name with slashes between, such as acme/web/shop.", "");
    }
}
