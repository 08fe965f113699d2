package dev.sluice.agent.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.agent.GitFixture;
import dev.sluice.agent.config.RepositoryLocation;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitMirrorTest {

    @TempDir
    Path root;

    private GitFixture repository;
    private GitMirror mirror;

    @BeforeEach
    void make() throws IOException {
        repository = GitFixture.in(root.resolve("repository"));
        mirror = mirrorOf(repository.folder());
    }

    @Test
    void finds_a_commit_that_was_pushed_after_the_first_fetch() throws InterruptedException {
        CommitId first = new CommitId(repository.commit("a", "1"));
        assertThat(mirror.locate(first, means())).isEqualTo(new GitOutcome.Value<>(first));
        CommitId second = new CommitId(repository.commit("a", "2"));
        assertThat(mirror.locate(second, means())).isEqualTo(new GitOutcome.Value<>(second));
    }

    @Test
    void finds_a_commit_that_no_branch_leads_to_any_more() throws InterruptedException {
        CommitId dropped = new CommitId(repository.commit("a", "1"));
        repository.git("update-ref", "refs/pull/1/head", "HEAD");
        repository.git("checkout", "--quiet", "--orphan", "other");
        repository.commit("a", "2");
        repository.git("branch", "-D", "main");
        assertThat(mirror.locate(dropped, means())).isEqualTo(new GitOutcome.Value<>(dropped));
    }

    @Test
    void takes_no_tree_for_a_commit() throws InterruptedException {
        repository.commit("a", "1");
        CommitId tree = new CommitId(repository.git("rev-parse", "HEAD^{tree}"));
        assertThat(codeOf(mirror.locate(tree, means()))).isEqualTo("commit_not_found");
    }

    @Test
    void resolves_branches_tags_and_short_commits() throws InterruptedException {
        String first = repository.commit("a", "1");
        repository.git("tag", "--annotate", "v1", "--message", "One");
        repository.git("branch", "feature/x");
        String second = repository.commit("a", "2");
        assertThat(resolve("main")).isEqualTo(second);
        assertThat(resolve("refs/heads/main")).isEqualTo(second);
        assertThat(resolve("v1")).isEqualTo(first);
        assertThat(resolve("refs/tags/v1")).isEqualTo(first);
        assertThat(resolve("feature/x")).isEqualTo(first);
        assertThat(resolve(first.substring(0, 8))).isEqualTo(first);
        assertThat(resolve(first.toUpperCase(java.util.Locale.ROOT))).isEqualTo(first);
    }

    @Test
    void follows_a_branch_that_was_rewritten_deleted_or_became_a_folder() throws InterruptedException {
        repository.commit("a", "1");
        repository.git("branch", "x");
        assertThat(resolve("x")).isNotEmpty();
        repository.git("branch", "-D", "x");
        String next = repository.commit("a", "2");
        repository.git("branch", "x/y");
        assertThat(resolve("x")).isEqualTo("ref_not_found");
        assertThat(resolve("x/y")).isEqualTo(next);
    }

    @Test
    void asks_which_one_when_a_branch_and_a_tag_differ() throws InterruptedException {
        repository.commit("a", "1");
        repository.git("tag", "release");
        repository.commit("a", "2");
        repository.git("branch", "release");
        assertThat(resolve("release")).isEqualTo("ref_ambiguous");
        assertThat(resolve("refs/tags/release")).hasSize(40);
    }

    @Test
    void asks_for_more_digits_when_two_commits_begin_alike() throws InterruptedException, IOException {
        List<String> twins = TwinCommits.in(repository);
        String common = twins.get(0).substring(0, TwinCommits.COMMON_DIGITS);
        assertThat(twins.get(1)).startsWith(common).isNotEqualTo(twins.get(0));
        assertThat(mirror.resolve(new RefName(common), means()))
                .isEqualTo(new GitOutcome.Refused<CommitId>(
                        "ref_ambiguous", "\"" + common + "\" is the beginning of 2 commits; give more digits"));
        assertThat(resolve(twins.get(0).substring(0, 12))).isEqualTo(twins.get(0));
    }

    @Test
    void counts_the_commits_between_two() throws InterruptedException {
        CommitId first = new CommitId(repository.commit("a", "1"));
        repository.commit("a", "2");
        CommitId third = new CommitId(repository.commit("a", "3"));
        repository.git("checkout", "--quiet", "-b", "side", first.value());
        CommitId side = new CommitId(repository.commit("b", "1"));
        assertThat(mirror.compare(first, third, means()))
                .isEqualTo(new GitOutcome.Value<>(new Comparison(2, 0, "A change", "Ada")));
        assertThat(mirror.compare(third, first, means()))
                .isEqualTo(new GitOutcome.Value<>(new Comparison(0, 2, "A change", "Ada")));
        assertThat(mirror.compare(third, side, means()))
                .isEqualTo(new GitOutcome.Value<>(new Comparison(1, 2, "A change", "Ada")));
        assertThat(mirror.compare(side, side, means()))
                .isEqualTo(new GitOutcome.Value<>(new Comparison(0, 0, "A change", "Ada")));
    }

    @Test
    void says_which_of_two_commits_it_does_not_know() throws InterruptedException {
        CommitId known = new CommitId(repository.commit("a", "1"));
        CommitId unknown = new CommitId("1".repeat(40));
        String message = "the repository has no commit " + unknown + "; was it pushed?";
        assertThat(mirror.compare(known, unknown, means()))
                .isEqualTo(new GitOutcome.Refused<Comparison>("commit_not_found", message));
        assertThat(mirror.compare(unknown, known, means()))
                .isEqualTo(new GitOutcome.Refused<Comparison>("commit_not_found", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "refs/pull/1/head", "abcdef0", "HEAD", "refs/heads/", "heads/main/x"})
    void says_that_there_is_no_such_ref(String ref) throws InterruptedException {
        repository.commit("a", "1");
        assertThat(RefName.parse(ref).map(this::codeOrCommit).orElse("ref_not_found"))
                .isEqualTo("ref_not_found");
    }

    @Test
    void goes_on_after_a_git_that_was_killed_with_a_lock_in_its_hand() throws InterruptedException, IOException {
        assertThat(mirror.locate(new CommitId(repository.commit("a", "1")), means()))
                .isInstanceOf(GitOutcome.Value.class);
        Path lock = Path.of(root.resolve("mirrors").toString(), mirrorName(), "refs/heads/main.lock");
        Files.createFile(lock);
        repository.commit("a", "2");
        GitMirror nextLife = mirrorOf(repository.folder());
        assertThat(nextLife.resolve(new RefName("main"), means())).isInstanceOf(GitOutcome.Value.class);
    }

    @Test
    void says_that_a_repository_cannot_be_read() throws InterruptedException, IOException {
        GitMirror nowhere = mirrorOf(root.resolve("nowhere"));
        assertThat(codeOf(nowhere.resolve(new RefName("main"), means()))).isEqualTo("repository_unreachable");
    }

    @Test
    void reads_a_repository_of_sha256_commits() throws InterruptedException, IOException {
        GitFixture modern = GitFixture.in(root.resolve("modern"), "sha256");
        CommitId commit = new CommitId(modern.commit("a", "1"));
        assertThat(commit.value()).hasSize(64);
        assertThat(mirrorOf(modern.folder()).locate(commit, means())).isEqualTo(new GitOutcome.Value<>(commit));
    }

    @Test
    void reads_a_configured_repository_that_belongs_to_somebody_else() throws InterruptedException, IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        CommitId commit = new CommitId(repository.commit("a", "1"));
        Files.setAttribute(repository.folder().resolve(".git"), "unix:uid", 65534);
        Files.setAttribute(repository.folder(), "unix:uid", 65534);
        assertThat(mirror.locate(commit, means())).isEqualTo(new GitOutcome.Value<>(commit));
    }

    private String mirrorName() throws IOException {
        try (var mirrors = Files.list(root.resolve("mirrors"))) {
            return mirrors.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private GitMirror mirrorOf(Path location) throws IOException {
        Path mirrors = Files.createDirectories(root.resolve("mirrors"));
        RepositoryLocation source = new RepositoryLocation(location.toString());
        GitConfigFile.write(root.resolve("gitconfig"), root, List.of(source));
        Git git = new Git("git", root.resolve("gitconfig"), Map.of("PATH", System.getenv("PATH")));
        return new GitMirrors(mirrors, git).of(source);
    }

    private String resolve(String ref) throws InterruptedException {
        return codeOf(mirror.resolve(new RefName(ref), means()));
    }

    private String codeOrCommit(RefName ref) {
        try {
            return codeOf(mirror.resolve(ref, means()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String codeOf(GitOutcome<CommitId> outcome) {
        return outcome.fold(CommitId::value, GitOutcome.Refused::code, interrupted -> "interrupted");
    }

    private static GitMirror.Means means() {
        CommandRunner runner = new CommandRunner(UUID.randomUUID().toString(), new Interruption(), child -> {});
        return new GitMirror.Means(runner, (bytes, length) -> {}, Duration.ofSeconds(20));
    }
}
