package dev.sluice.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a change of files at every point where an agent may die, and goes back from there. */
class FilestoreTest {

    @TempDir
    Path root;

    private Filestore filestore;

    @BeforeEach
    void make() throws IOException {
        filestore = new Filestore(root.resolve("files"), "task");
        folder(root.resolve("files"), "now");
    }

    @Test
    void goes_back_from_a_copy_that_had_come_in() throws IOException {
        fresh();
        filestore.bringIn();
        assertThat(root.resolve("files/fresh")).exists();
        filestore.undo(filestore.fresh());
        filestore.discard();
        assertOnly("files");
    }

    @Test
    void goes_back_from_between_the_two_moves() throws IOException {
        fresh();
        Files.move(root.resolve("files"), filestore.kept());
        filestore.undo(filestore.fresh());
        filestore.discard();
        assertOnly("files");
    }

    @Test
    void goes_nowhere_when_nothing_had_moved() throws IOException {
        fresh();
        folder(filestore.kept(), "before");
        filestore.undo(filestore.fresh());
        filestore.discard();
        assertThat(root.resolve("files/now")).exists();
        assertThat(filestore.kept().resolve("before")).exists();
    }

    @Test
    void goes_back_from_every_point_of_an_exchange() throws IOException {
        Path between = root.resolve(".files.sluice-tmp");
        for (int moves = 0; moves <= 3; moves++) {
            Trees.delete(root.resolve("files"));
            Trees.delete(filestore.kept());
            folder(root.resolve("files"), "now");
            folder(filestore.kept(), "before");
            filestore.markKept();
            if (moves > 0) {
                Files.move(root.resolve("files"), between);
            }
            if (moves > 1) {
                Files.move(filestore.kept(), root.resolve("files"));
            }
            if (moves > 2) {
                Files.move(between, filestore.kept());
            }
            filestore.undo(filestore.kept());
            assertThat(root.resolve("files/now")).as("after %d moves", moves).exists();
            assertThat(filestore.kept().resolve("before"))
                    .as("after %d moves", moves)
                    .exists();
            assertThat(between).doesNotExist();
        }
    }

    private void fresh() throws IOException {
        folder(filestore.fresh(), "fresh");
        filestore.settle();
    }

    private static void folder(Path folder, String file) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(file));
    }

    private void assertOnly(String name) throws IOException {
        assertThat(root.resolve(name).resolve("now")).exists();
        try (Stream<Path> all = Files.list(root)) {
            assertThat(all.map(path -> path.getFileName().toString()).toList()).isEqualTo(List.of(name));
        }
    }
}
