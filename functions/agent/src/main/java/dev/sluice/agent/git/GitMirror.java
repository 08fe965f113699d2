package dev.sluice.agent.git;

import dev.sluice.agent.config.RepositoryLocation;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.OutputSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A bare copy of one repository's branches and tags. Calls that fetch take turns. */
public final class GitMirror {

    /** The repository has no such commit. */
    public static final String COMMIT_NOT_FOUND = "commit_not_found";

    /** The repository could not be fetched. */
    public static final String UNREACHABLE = "repository_unreachable";

    /** The repository has no such branch, tag or commit. */
    public static final String REF_NOT_FOUND = "ref_not_found";

    /** A branch and a tag of that name differ, or a short SHA fits several commits. */
    public static final String REF_AMBIGUOUS = "ref_ambiguous";

    static final OutputSink NOWHERE = (bytes, length) -> {};
    static final Duration LOCAL_TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern LONG_SHA = Pattern.compile("^[0-9a-f]{64}\\s", Pattern.MULTILINE);
    private static final String READY = "sluice-ready";

    private final Path folder;
    private final RepositoryLocation repository;
    private final Git git;
    private final MirrorReading reading;
    private final ReentrantLock turn = new ReentrantLock(true);
    private boolean locksMayBeStale = true;

    /** @param folder need not exist yet; its parent does */
    public GitMirror(Path folder, RepositoryLocation repository, Git git) {
        this.folder = folder;
        this.repository = repository;
        this.git = git;
        this.reading = new MirrorReading(folder, git);
    }

    /** How to carry out a call: the runner of its task, where the output goes, and how long a fetch may take. */
    public record Means(CommandRunner runner, OutputSink output, Duration fetchTimeout) {}

    /** Makes sure that the commit is here; asks the repository only where it is not. */
    public GitOutcome<CommitId> locate(CommitId commit, Means means) throws InterruptedException {
        return inTurn(means, () -> prepared(means)
                .then(ready -> reading.has(commit, means))
                .then(here -> here ? new GitOutcome.Value<>(commit) : fetchCommit(commit, means)));
    }

    /** The commit that a branch, a tag or a SHA stands for right now. */
    public GitOutcome<CommitId> resolve(RefName ref, Means means) throws InterruptedException {
        if (ref.commit().isPresent()) {
            return locate(ref.commit().get(), means);
        }
        return inTurn(
                means,
                () -> prepared(means).then(ready -> fetchAll(means)).then(fetched -> reading.choose(ref, means)));
    }

    /** How two commits stand to each other; asks the repository for those that are not here. */
    public GitOutcome<Comparison> compare(CommitId from, CommitId to, Means means) throws InterruptedException {
        return locate(from, means).then(first -> locate(to, means)).then(second -> reading.compare(from, to, means));
    }

    /**
     * Writes the commit's files, and nothing else, into a folder: no history, no hooks, no submodules.
     *
     * @param tree exists and is empty
     * @param index a scratch file for git
     */
    public GitOutcome<CommitId> export(CommitId commit, Path tree, Path index, Means means)
            throws InterruptedException {
        Map<String, String> variables = Map.of("GIT_INDEX_FILE", index.toString(), "GIT_WORK_TREE", tree.toString());
        return reading.call(List.of("read-tree", commit.value()), tree, variables, means)
                .then(read -> read.success()
                        ? reading.call(List.of("checkout-index", "--all", "--force"), tree, variables, means)
                        : new GitOutcome.Value<>(read))
                .then(written -> written.success()
                        ? new GitOutcome.Value<>(commit)
                        : new GitOutcome.Refused<>("export_failed", "git could not export: " + written.lastLine()));
    }

    /** Lets git pack what has piled up, where it thinks it is worth it. */
    public void tidy(Means means) throws InterruptedException {
        reading.call(List.of("gc", "--auto", "--quiet"), folder, Map.of(), means);
    }

    private GitOutcome<CommitId> fetchCommit(CommitId commit, Means means) throws InterruptedException {
        GitOutcome<Boolean> inBranches = fetchAll(means).then(fetched -> reading.has(commit, means));
        return inBranches
                .then(here -> here
                        ? new GitOutcome.Value<>(true)
                        : fetch(List.of(commit.value()), means).then(asked -> reading.has(commit, means)))
                .then(here -> here
                        ? new GitOutcome.Value<>(commit)
                        : new GitOutcome.Refused<>(
                                COMMIT_NOT_FOUND, "the repository has no commit " + commit + "; was it pushed?"));
    }

    private GitOutcome<Boolean> fetchAll(Means means) throws InterruptedException {
        List<String> refs = List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
        return fetch(refs, means).then(answer -> {
            if (answer.success()) {
                return new GitOutcome.Value<>(true);
            }
            return unreachable(answer);
        });
    }

    private GitOutcome<Git.Answer> fetch(List<String> refs, Means means) throws InterruptedException {
        clearStaleLocks();
        locksMayBeStale = true;
        List<String> arguments = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"));
        arguments.addAll(List.of("--no-auto-maintenance", "--no-recurse-submodules", "--force"));
        if (refs.size() > 1) {
            arguments.add("--prune");
        }
        arguments.addAll(List.of("--", repository.value()));
        arguments.addAll(refs);
        GitOutcome<Git.Answer> outcome = git.run(
                new Git.Call(folder, reading.inMirror(arguments), Map.of(), means.fetchTimeout()),
                means.runner(),
                means.output());
        locksMayBeStale = !(outcome instanceof GitOutcome.Value<Git.Answer> value
                && value.value().success());
        return outcome;
    }

    private GitOutcome<Boolean> prepared(Means means) throws InterruptedException {
        if (Files.exists(folder.resolve(READY))) {
            return new GitOutcome.Value<>(true);
        }
        Path parent = folder.getParent();
        List<String> ask = List.of("ls-remote", "--quiet", "--heads", "--tags", "--", repository.value());
        return git.run(new Git.Call(parent, ask, Map.of(), means.fetchTimeout()), means.runner(), NOWHERE)
                .then(answer -> answer.success() ? create(answer.output(), parent, means) : unreachable(answer));
    }

    private GitOutcome<Boolean> create(String refs, Path parent, Means means) throws InterruptedException {
        String format = LONG_SHA.matcher(refs).find() ? "sha256" : "sha1";
        List<String> init = List.of("init", "--quiet", "--bare", "--object-format=" + format, "--", folder.toString());
        return git.run(new Git.Call(parent, init, Map.of(), LOCAL_TIMEOUT), means.runner(), means.output())
                .then(answer -> {
                    if (!answer.success()) {
                        return new GitOutcome.Refused<>("agent_error", "git init failed: " + answer.lastLine());
                    }
                    try {
                        Files.writeString(folder.resolve(READY), repository.value() + "\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException("the mirror in " + folder + " cannot be written", e);
                    }
                    return new GitOutcome.Value<>(true);
                });
    }

    private <T> GitOutcome<T> unreachable(Git.Answer answer) {
        return new GitOutcome.Refused<>(UNREACHABLE, "git could not read " + repository + ": " + answer.lastLine());
    }

    private <T> GitOutcome<T> inTurn(Means means, Turn<T> work) throws InterruptedException {
        if (!turn.tryLock(means.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return new GitOutcome.Refused<>(UNREACHABLE, "another fetch of " + repository + " takes too long");
        }
        try {
            return work.take();
        } finally {
            turn.unlock();
        }
    }

    @FunctionalInterface
    private interface Turn<T> {
        GitOutcome<T> take() throws InterruptedException;
    }

    /** A git that was killed leaves lock files behind; whoever has the turn knows that no other git runs here. */
    private void clearStaleLocks() {
        if (!locksMayBeStale) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".lock") || name.startsWith("tmp_pack_") || name.startsWith("tmp_idx_")) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the mirror in " + folder + " cannot be cleaned up", e);
        }
    }
}
