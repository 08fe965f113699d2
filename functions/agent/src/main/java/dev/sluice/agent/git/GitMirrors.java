package dev.sluice.agent.git;

import dev.sluice.agent.config.RepositoryLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One mirror for each repository, shared by the environments that come from it. */
public final class GitMirrors {

    private final Path folder;
    private final Git git;
    private final Map<RepositoryLocation, GitMirror> mirrors = new ConcurrentHashMap<>();

    /** @param folder exists */
    public GitMirrors(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    public GitMirror of(RepositoryLocation repository) {
        return mirrors.computeIfAbsent(repository, location -> new GitMirror(pathOf(location), location, git));
    }

    private Path pathOf(RepositoryLocation location) {
        byte[] name = location.value().getBytes(StandardCharsets.UTF_8);
        return folder.resolve(UUID.nameUUIDFromBytes(name) + ".git");
    }
}
