package dev.sluice.local.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads commits out of git, with the paths that each has changed against its first parent. */
final class Commits {

    /** A commit as a webhook tells it; times are ISO 8601 with their own offset. */
    record Commit(
            String id,
            String tree,
            Identity author,
            Identity committer,
            String time,
            String message,
            List<String> added,
            List<String> modified,
            List<String> removed) {}

    record Identity(String name, String email) {}

    private final Git git;

    Commits(Git git) {
        this.git = git;
    }

    /** Commits of a revision range in the words of {@code git log}, oldest first. */
    List<Commit> log(int most, String... range) throws IOException {
        // random marks: a commit message cannot hold them
        String begin = UUID.randomUUID().toString();
        String end = UUID.randomUUID().toString();
        var arguments = new ArrayList<String>(List.of(
                "log",
                "--reverse",
                "--max-count=" + most,
                "--topo-order",
                "--no-renames",
                "--diff-merges=first-parent",
                "--root",
                "--name-status",
                "-z",
                "--format=" + begin + "%n%H%n%T%n%an%n%ae%n%cn%n%ce%n%cI%n%B" + end));
        arguments.addAll(List.of(range));
        String output = git.run(arguments.toArray(String[]::new));
        var commits = new ArrayList<Commit>();
        for (int at = output.indexOf(begin); at >= 0; ) {
            int next = output.indexOf(begin, at + 1);
            String record = output.substring(at + begin.length() + 1, next < 0 ? output.length() : next);
            commits.add(parse(record, end));
            at = next;
        }
        return commits;
    }

    private static Commit parse(String record, String end) {
        int close = record.indexOf(end);
        String[] head = record.substring(0, close).split("\n", 8);
        var added = new ArrayList<String>();
        var modified = new ArrayList<String>();
        var removed = new ArrayList<String>();
        List<String> words = words(record.substring(close + end.length()));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            switch (words.get(i).charAt(0)) {
                case 'A' -> added.add(words.get(i + 1));
                case 'D' -> removed.add(words.get(i + 1));
                default -> modified.add(words.get(i + 1));
            }
        }
        return new Commit(
                head[0],
                head[1],
                new Identity(head[2], head[3]),
                new Identity(head[4], head[5]),
                head[6],
                head[7].stripTrailing(),
                added,
                modified,
                removed);
    }

    private static List<String> words(String status) {
        var words = new ArrayList<String>();
        for (String word : status.split("\0", -1)) {
            String bare = words.size() % 2 == 0 ? word.strip() : word;
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        return words;
    }
}
