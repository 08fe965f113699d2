package dev.sluice.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The JSON that GitHub sends for a push: of a branch, of a tag, and for the deletion of either. */
final class PushPayload {

    /** GitHub lists this many commits of a push at the most. */
    private static final int MOST_COMMITS = 2048;

    private static final String PUSHER = "developer";
    private static final String EMAIL = "developer@example.com";

    private final Git git;
    private final Commits commits;
    private final String host;
    private final String fullName;
    private final Clock clock;

    /**
     * Payloads of one repository.
     *
     * @param host what the repository's web pages begin with, as in {@code http://127.0.0.1:8080/demo}
     */
    PushPayload(Git git, String host, String fullName, Clock clock) {
        this.git = git;
        this.commits = new Commits(git);
        this.host = host;
        this.fullName = fullName;
        this.clock = clock;
    }

    JsonNode of(RefUpdate update) throws IOException {
        List<Commits.Commit> listed = listed(update);
        ObjectNode push = Json.object()
                .put("ref", update.ref())
                .put("before", update.before())
                .put("after", update.after());
        push.set("repository", repository());
        push.putObject("pusher").put("name", PUSHER).put("email", EMAIL);
        push.set("sender", account(PUSHER, "User"));
        push.put("created", update.created())
                .put("deleted", update.deleted())
                .put("forced", forced(update))
                .put("base_ref", baseRef(update).orElse(null))
                .put("compare", compare(update));
        ArrayNode list = push.putArray("commits");
        listed.forEach(commit -> list.add(commit(commit)));
        push.set("head_commit", head(update, listed).map(this::commit).orElse(null));
        return push;
    }

    /** Branches list the commits that came with the push; tags and deletions list none, as on GitHub. */
    private List<Commits.Commit> listed(RefUpdate update) throws IOException {
        if (!update.isBranch() || update.deleted()) {
            return List.of();
        }
        if (update.created()) {
            return commits.log(MOST_COMMITS, update.after(), "--not", "--exclude=" + update.shortName(), "--branches");
        }
        return commits.log(MOST_COMMITS, update.after(), "^" + update.before());
    }

    private Optional<Commits.Commit> head(RefUpdate update, List<Commits.Commit> listed) throws IOException {
        if (update.deleted()) {
            return Optional.empty();
        }
        if (!listed.isEmpty() && listed.get(listed.size() - 1).id().equals(update.after())) {
            return Optional.of(listed.get(listed.size() - 1));
        }
        // of an annotated tag this is the commit, while "after" stays the tag object
        return commits.log(1, update.after() + "^{commit}").stream().findFirst();
    }

    private boolean forced(RefUpdate update) throws IOException {
        return !update.created()
                && !update.deleted()
                && !git.says("merge-base", "--is-ancestor", update.before(), update.after());
    }

    /** Where a new tag stands on a branch's head, GitHub names the branch. */
    private Optional<String> baseRef(RefUpdate update) throws IOException {
        if (!update.created() || update.isBranch()) {
            return Optional.empty();
        }
        String at = "--points-at=" + update.after() + "^{commit}";
        return git.run("for-each-ref", at, "--format=%(refname)", "refs/heads")
                .lines()
                .findFirst();
    }

    private String compare(RefUpdate update) {
        String web = host + "/" + fullName;
        if (update.created()) {
            return web + "/compare/" + update.shortName();
        }
        return web + "/compare/" + update.before().substring(0, 12) + "..."
                + update.after().substring(0, 12);
    }

    private ObjectNode commit(Commits.Commit commit) {
        ObjectNode node = Json.object()
                .put("id", commit.id())
                .put("tree_id", commit.tree())
                .put("distinct", true)
                .put("message", commit.message())
                .put("timestamp", OffsetDateTime.parse(commit.time()).toString())
                .put("url", host + "/" + fullName + "/commit/" + commit.id());
        node.set("author", identity(commit.author()));
        node.set("committer", identity(commit.committer()));
        commit.added().forEach(node.putArray("added")::add);
        commit.removed().forEach(node.putArray("removed")::add);
        commit.modified().forEach(node.putArray("modified")::add);
        return node;
    }

    private static ObjectNode identity(Commits.Identity identity) {
        ObjectNode node = Json.object().put("name", identity.name()).put("email", identity.email());
        // GitHub adds the account's name where it knows the address
        return identity.email().equals(EMAIL) ? node.put("username", PUSHER) : node;
    }

    private ObjectNode repository() {
        String owner = fullName.substring(0, fullName.indexOf('/'));
        String name = fullName.substring(fullName.indexOf('/') + 1);
        ObjectNode repository = Json.object()
                .put("id", number(fullName))
                .put("node_id", "R_" + number(fullName))
                .put("name", name)
                .put("full_name", fullName)
                .put("private", true);
        repository.set("owner", account(owner, "Organization"));
        String web = host + "/" + fullName;
        return repository
                .put("html_url", web)
                .putNull("description")
                .put("fork", false)
                .put("url", web)
                .put("pushed_at", clock.instant().getEpochSecond())
                .put("git_url", web + ".git")
                .put("ssh_url", web + ".git")
                .put("clone_url", web + ".git")
                .put("archived", false)
                .put("disabled", false)
                .put("visibility", "private")
                .put("default_branch", "main")
                .put("master_branch", "main");
    }

    private ObjectNode account(String login, String type) {
        return Json.object()
                .put("login", login)
                .put("id", number(login))
                .put("node_id", "U_" + number(login))
                .put("name", login)
                .put("html_url", host + "/" + login)
                .put("type", type)
                .put("site_admin", false);
    }

    /** A number that stays the same for a name. */
    private static int number(String name) {
        return name.hashCode() & 0x7fffffff;
    }
}
