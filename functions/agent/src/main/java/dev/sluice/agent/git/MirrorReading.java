package dev.sluice.agent.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be learned from a mirror as it is, without asking its repository. */
final class MirrorReading {

    private final Path folder;
    private final Git git;

    MirrorReading(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    /** Runs git on the mirror; the network is not needed. */
    GitOutcome<Git.Answer> call(
            List<String> arguments, Path where, Map<String, String> variables, GitMirror.Means means)
            throws InterruptedException {
        Git.Call call = new Git.Call(where, inMirror(arguments), variables, GitMirror.LOCAL_TIMEOUT);
        return git.run(call, means.runner(), means.output());
    }

    List<String> inMirror(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("--git-dir=" + folder));
        all.addAll(arguments);
        return all;
    }

    /** Whether the mirror has that object and it is a commit. */
    GitOutcome<Boolean> has(CommitId commit, GitMirror.Means means) throws InterruptedException {
        return ask(List.of("cat-file", "-t", commit.value()), means)
                .then(answer -> new GitOutcome.Value<>(
                        answer.success() && answer.lastLine().equals("commit")));
    }

    /** The one commit that a branch, a tag or the beginning of a SHA stands for. */
    GitOutcome<CommitId> choose(RefName ref, GitMirror.Means means) throws InterruptedException {
        Set<CommitId> named = new LinkedHashSet<>();
        for (String candidate : ref.fullNames()) {
            List<String> arguments =
                    List.of("rev-parse", "--verify", "--quiet", "--end-of-options", candidate + "^{commit}");
            if (ask(arguments, means) instanceof GitOutcome.Value<Git.Answer> value
                    && value.value().success()) {
                CommitId.parse(value.value().lastLine()).ifPresent(named::add);
            }
        }
        Set<CommitId> begun = new LinkedHashSet<>();
        if (ref.mayBeAbbreviatedCommit()) {
            begun.addAll(beginningWith(ref, means));
        }
        return only(ref, named, begun);
    }

    private static GitOutcome<CommitId> only(RefName ref, Set<CommitId> named, Set<CommitId> begun) {
        Set<CommitId> found = new LinkedHashSet<>(named);
        found.addAll(begun);
        if (found.size() == 1) {
            return new GitOutcome.Value<>(found.iterator().next());
        } else if (found.isEmpty()) {
            return new GitOutcome.Refused<>(
                    GitMirror.REF_NOT_FOUND, "the repository has no branch, tag or commit \"" + ref + "\"");
        }
        String way = named.isEmpty()
                ? "\"" + ref + "\" is the beginning of " + found.size() + " commits; give more digits"
                : "\"" + ref + "\" names several commits; write refs/heads/" + ref + " or refs/tags/" + ref
                        + ", or the full SHA";
        return new GitOutcome.Refused<>(GitMirror.REF_AMBIGUOUS, way);
    }

    private Set<CommitId> beginningWith(RefName ref, GitMirror.Means means) throws InterruptedException {
        Set<CommitId> commits = new LinkedHashSet<>();
        String digits = ref.value().toLowerCase(Locale.ROOT);
        if (ask(List.of("rev-parse", "--disambiguate=" + digits), means) instanceof GitOutcome.Value<Git.Answer> value
                && value.value().success()) {
            for (String line : value.value().output().lines().toList()) {
                boolean isCommit = CommitId.parse(line).isPresent()
                        && has(new CommitId(line), means) instanceof GitOutcome.Value<Boolean> known
                        && known.value();
                if (isCommit) {
                    commits.add(new CommitId(line));
                }
            }
        }
        return commits;
    }

    /** Both commits are in the mirror. */
    GitOutcome<Comparison> compare(CommitId from, CommitId to, GitMirror.Means means) throws InterruptedException {
        List<String> count = List.of("rev-list", "--left-right", "--count", from + "..." + to, "--");
        List<String> show = List.of(
                "show",
                "--no-patch",
                "--no-show-signature",
                "--no-notes",
                "--no-color",
                "--format=%an%n%s",
                to.value());
        return ask(count, means).then(counted -> ask(show, means).then(shown -> read(counted, shown)));
    }

    private static GitOutcome<Comparison> read(Git.Answer counted, Git.Answer shown) {
        String[] numbers = counted.lastLine().split("\t", -1);
        if (!counted.success() || !shown.success() || numbers.length != 2) {
            String said = counted.success() ? shown.lastLine() : counted.lastLine();
            return new GitOutcome.Refused<>("agent_error", "git could not compare the commits: " + said);
        }
        List<String> lines = shown.output().lines().toList();
        return new GitOutcome.Value<>(new Comparison(
                Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]), line(lines, 1), line(lines, 0)));
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private GitOutcome<Git.Answer> ask(List<String> arguments, GitMirror.Means means) throws InterruptedException {
        GitMirror.Means quiet = new GitMirror.Means(means.runner(), GitMirror.NOWHERE, means.fetchTimeout());
        return call(arguments, folder, Map.of(), quiet);
    }
}
