package dev.sluice.agent.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.task.AgentJson;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All sealed builds, each a read-only folder {@code <id>} and a description {@code <id>.json}. The description comes last and goes
 * first: a folder without one is no build.
 */
public final class BuildStore {

    private static final String DESCRIPTION = ".json";

    private final Path folder;
    private final ObjectMapper json = AgentJson.mapper();

    /** @param folder exists, on the same file system as the trees that are sealed */
    public BuildStore(Path folder) {
        this.folder = folder;
    }

    /** Where the build's files are, or will be. */
    public Path pathOf(BuildId id) {
        return folder.resolve(id.value());
    }

    /** The build that a path is the folder of. */
    public Optional<BuildId> idOf(String path) {
        Path tree = Path.of(path);
        boolean ours = folder.equals(tree.getParent());
        return ours ? BuildId.parse(tree.getFileName().toString()) : Optional.empty();
    }

    /** Moves a finished tree into the store and makes it a build. Its files are not forced to disk one by one. */
    public synchronized SealedBuild seal(Path tree, BuildId id, CommitId commit, EnvironmentId madeFor)
            throws IOException {
        TreeSeal seal = new TreeSeal(tree);
        seal.protect();
        SealedBuild sealed = new SealedBuild(new Build(id, commit, seal.digest()), madeFor);
        Files.move(tree, pathOf(id), StandardCopyOption.ATOMIC_MOVE);
        TreeSeal.protectRoot(pathOf(id));
        DurableFile.write(descriptionOf(id), json.writeValueAsBytes(sealed));
        return sealed;
    }

    /**
     * Looks at every file of a build again. A build that is found here was not deleted before; whether it may be deleted afterwards,
     * the test given to {@link #prune} says.
     */
    public Verification verify(BuildId id) throws IOException {
        Optional<SealedBuild> sealed;
        synchronized (this) {
            sealed = find(id);
        }
        if (sealed.isEmpty() || !Files.isDirectory(pathOf(id), LinkOption.NOFOLLOW_LINKS)) {
            return new Verification.Missing();
        }
        TreeSeal seal = new TreeSeal(pathOf(id));
        Optional<String> fault = seal.fault();
        if (fault.isPresent()) {
            return new Verification.Changed(fault.get());
        }
        String wanted = sealed.get().build().digest();
        String seen = seal.digest();
        return seen.equals(wanted)
                ? new Verification.Intact(sealed.get())
                : new Verification.Changed("their digest is " + seen + ", sealed was " + wanted);
    }

    /** The build of that id, if it is one. */
    public Optional<SealedBuild> find(BuildId id) throws IOException {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(descriptionOf(id)), SealedBuild.class));
        } catch (NoSuchFileException notABuild) {
            return Optional.empty();
        }
    }

    /**
     * Deletes the oldest builds that were made for an environment.
     *
     * @param keep how many stay, those in use included
     * @param inUse what is never deleted, however old; asked anew for each build, right before it goes
     * @return what was deleted
     */
    public List<BuildId> prune(EnvironmentId madeFor, int keep, InUse inUse) throws IOException {
        List<BuildId> candidates = new ArrayList<>();
        for (BuildId id : described()) {
            boolean mine =
                    find(id).filter(build -> build.madeFor().equals(madeFor)).isPresent();
            if (mine) {
                candidates.add(id);
            }
        }
        candidates.sort(Comparator.reverseOrder());
        List<BuildId> deleted = new ArrayList<>();
        for (BuildId id : candidates.stream().skip(keep).toList()) {
            if (withdraw(id, inUse)) {
                Trees.delete(pathOf(id));
                deleted.add(id);
            }
        }
        return deleted;
    }

    /** Which builds must stay. */
    @FunctionalInterface
    public interface InUse {
        boolean test(BuildId build) throws IOException;
    }

    /** From then on it is no build; one that a task found before the question was asked is in use. */
    private synchronized boolean withdraw(BuildId id, InUse inUse) throws IOException {
        return !inUse.test(id) && Files.deleteIfExists(descriptionOf(id));
    }

    /** Deletes what a crash left half done: folders without a description, descriptions without a folder, unfinished files. */
    public synchronized void removeUnfinished(Set<BuildId> inUse) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                String id = name.endsWith(DESCRIPTION) ? name.substring(0, name.length() - DESCRIPTION.length()) : name;
                Optional<BuildId> build = BuildId.parse(id);
                boolean whole = Files.exists(folder.resolve(id)) && Files.exists(folder.resolve(id + DESCRIPTION));
                boolean used = build.filter(inUse::contains).isPresent();
                boolean unfinished = name.endsWith(DurableFile.UNFINISHED) || (build.isPresent() && !whole && !used);
                if (unfinished) {
                    Trees.delete(path);
                }
            }
        }
    }

    private List<BuildId> described() throws IOException {
        List<BuildId> ids = new ArrayList<>();
        try (DirectoryStream<Path> descriptions = Files.newDirectoryStream(folder, "*" + DESCRIPTION)) {
            for (Path file : descriptions) {
                String name = file.getFileName().toString();
                BuildId.parse(name.substring(0, name.length() - DESCRIPTION.length()))
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    private Path descriptionOf(BuildId id) {
        return folder.resolve(id.value() + DESCRIPTION);
    }
}
