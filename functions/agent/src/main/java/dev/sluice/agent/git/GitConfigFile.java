package dev.sluice.agent.git;

import dev.sluice.agent.config.RepositoryLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * The git configuration that the agent's git calls use: the user's own (credentials, proxies), and trust in exactly those
 * repositories on this machine that the operator configured, whoever owns them.
 */
public final class GitConfigFile {

    private GitConfigFile() {}

    /** Writes it anew. */
    public static void write(Path file, Path home, Collection<RepositoryLocation> repositories) throws IOException {
        StringBuilder text = new StringBuilder("[include]\n");
        text.append("\tpath = ")
                .append(quoted(home.resolve(".config/git/config").toString()))
                .append('\n');
        text.append("\tpath = ")
                .append(quoted(home.resolve(".gitconfig").toString()))
                .append('\n');
        text.append("[safe]\n");
        repositories.stream()
                .flatMap(repository -> repository.localPath().stream())
                .distinct()
                .forEach(path -> {
                    text.append("\tdirectory = ").append(quoted(path)).append('\n');
                    text.append("\tdirectory = ").append(quoted(path + "/.git")).append('\n');
                });
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
