package dev.sluice.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real git repository with a working tree, made by the git on this machine. */
public final class GitFixture {

    private static final Map<String, String> IDENTITY = Map.of(
            "GIT_AUTHOR_NAME",
            "Ada",
            "GIT_AUTHOR_EMAIL",
            "ada@example.org",
            "GIT_COMMITTER_NAME",
            "Ada",
            "GIT_COMMITTER_EMAIL",
            "ada@example.org",
            "GIT_CONFIG_GLOBAL",
            "/dev/null",
            "GIT_CONFIG_NOSYSTEM",
            "1");

    private final Path folder;

    private GitFixture(Path folder) {
        this.folder = folder;
    }

    public static GitFixture in(Path folder) {
        return in(folder, "sha1");
    }

    public static GitFixture in(Path folder, String objectFormat) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitFixture fixture = new GitFixture(folder);
        fixture.git("init", "--quiet", "--initial-branch=main", "--object-format=" + objectFormat);
        return fixture;
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file, commits everything, and returns the commit's SHA. */
    public String commit(String path, String content) {
        write(path, content);
        return commitAll();
    }

    public GitFixture write(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GitFixture link(String path, String target) {
        try {
            Files.createSymbolicLink(folder.resolve(path), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String commitAll() {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "A change");
        return git("rev-parse", "HEAD");
    }

    /** Runs git in the repository and returns what it printed. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(IDENTITY);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
