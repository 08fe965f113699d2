package dev.sluice.agent.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An environment's folder of files beside its database: replaced by a copy of another one, and put back, by renaming.
 *
 * <p>What comes in carries the task's id in a hidden file, so that whether the change has happened can be told after a crash.
 */
public final class Filestore {

    private static final String MARK = ".sluice-clone";

    private final Path current;
    private final String task;

    public Filestore(Path current, String task) {
        this.current = current;
        this.task = task;
    }

    /** The copy in the making. */
    public Path fresh() {
        return beside("new");
    }

    /** What was there before the last change. */
    public Path kept() {
        return beside("old");
    }

    /** Takes out of the copy what is neither file nor folder: a link could lead anywhere. Then marks it. Says how much that was. */
    public int settle() throws IOException {
        List<Path> others = new ArrayList<>();
        Files.walkFileTree(fresh(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile()) {
                    others.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path other : others) {
            Files.delete(other);
        }
        mark(fresh());
        return others.size();
    }

    /** Whether there is anything from before the last change. */
    public boolean hasKept() {
        return Files.isDirectory(kept(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Marks what was kept, if anything was, as that which comes in. */
    public void markKept() throws IOException {
        if (hasKept()) {
            mark(kept());
        }
    }

    /** The copy comes in; what goes out is kept in the place of what was kept before. */
    public void bringIn() throws IOException {
        forgetKept();
        Files.createDirectories(current);
        move(current, kept());
        move(fresh(), current);
    }

    /** What was kept comes back; what goes out is kept. */
    public void bringBack() throws IOException {
        move(current, between());
        move(kept(), current);
        move(between(), kept());
    }

    /**
     * Makes it as it was before {@link #bringIn} or {@link #bringBack}, from wherever that stopped.
     *
     * @param aside where what had come in goes
     */
    public void undo(Path aside) throws IOException {
        boolean absent = !Files.exists(current, LinkOption.NOFOLLOW_LINKS);
        boolean stopped = Files.exists(between(), LinkOption.NOFOLLOW_LINKS);
        if (absent && (stopped || Files.exists(kept(), LinkOption.NOFOLLOW_LINKS))) {
            move(stopped ? between() : kept(), current);
        } else if (!absent && isMarked(current)) {
            Path out = stopped ? between() : kept();
            Path in = beside("back");
            move(current, in);
            move(out, current);
            move(in, aside);
        }
    }

    /** Deletes the copy in the making. */
    public void discard() throws IOException {
        Trees.delete(fresh());
    }

    /** Deletes what was kept, since the next undo is about another change. */
    public void forgetKept() throws IOException {
        Trees.delete(kept());
    }

    private boolean isMarked(Path folder) throws IOException {
        Path file = folder.resolve(MARK);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(file).equals(task);
    }

    private void mark(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(MARK));
        Files.writeString(folder.resolve(MARK), task);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path between() {
        return beside("tmp");
    }

    private Path beside(String what) {
        return Optional.ofNullable(current.getParent())
                .orElseThrow()
                .resolve("." + current.getFileName() + ".sluice-" + what);
    }
}
