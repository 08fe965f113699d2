package dev.sluice.providers;

/** What Bitbucket's payloads have in common. */
final class BitbucketFields {
    private BitbucketFields() {}

    static String repository(JsonFields body) {
        return GitHubFields.fullName(body.object("repository"));
    }

    /** User names were given up for nicknames, and a team has neither. */
    static String actor(JsonFields body) {
        return body.object("actor").person("nickname", "username", "display_name");
    }

    /** The page of a thing for people. */
    static String page(JsonFields thing) {
        return thing.optionalObject("links")
                .flatMap(links -> links.optionalObject("html"))
                .map(html -> html.link("href", Limits.LINK))
                .orElse("");
    }
}
