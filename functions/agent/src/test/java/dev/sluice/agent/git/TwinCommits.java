package dev.sluice.agent.git;

import dev.sluice.agent.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Two commits whose SHAs begin alike, found by trying messages until two collide. */
final class TwinCommits {

    static final int COMMON_DIGITS = 7;

    private TwinCommits() {}

    /** Puts them on two branches of the repository. */
    static List<String> in(GitFixture repository) throws IOException {
        repository.commit("a", "1");
        String tree = repository.git("rev-parse", "HEAD^{tree}");
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            String commit = "tree " + tree + "\nauthor Ada <ada@example.org> 1700000000 +0000\n"
                    + "committer Ada <ada@example.org> 1700000000 +0000\n\nNumber " + i + "\n";
            String twin = seen.put(sha(commit).substring(0, COMMON_DIGITS), commit);
            if (twin != null) {
                return List.of(write(repository, twin, "twin-1"), write(repository, commit, "twin-2"));
            }
        }
    }

    private static String write(GitFixture repository, String commit, String branch) throws IOException {
        Path file = Files.writeString(repository.folder().resolve(".git").resolve(branch), commit);
        String sha = repository.git("hash-object", "-t", "commit", "-w", file.toString());
        repository.git("branch", branch, sha);
        return sha;
    }

    private static String sha(String commit) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] content = commit.getBytes(StandardCharsets.UTF_8);
            sha1.update(("commit " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
