package dev.sluice.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSealTest {

    @TempDir
    Path root;

    private Path tree;

    @BeforeEach
    void plant() throws IOException {
        tree = Files.createDirectories(root.resolve("tree"));
        Files.createDirectories(tree.resolve("sub/deep"));
        Files.writeString(tree.resolve("sub/b.txt"), "b");
        Files.writeString(tree.resolve("sub-a.txt"), "a");
    }

    @Test
    void digests_what_its_description_says() throws IOException {
        Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/b.txt"));
        Files.setPosixFilePermissions(tree.resolve("sub-a.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        String text = "l " + sha256("sub/b.txt") + " link\n"
                + "d sub\n"
                + "x " + sha256("a") + " sub-a.txt\n"
                + "f " + sha256("b") + " sub/b.txt\n"
                + "d sub/deep\n";
        assertThat(new TreeSeal(tree).digest()).isEqualTo("sha256:" + sha256(text));
    }

    @Test
    void digests_names_by_their_bytes() throws IOException {
        Files.writeString(tree.resolve("a b%\n"), "");
        assertThat(new TreeSeal(tree).digest())
                .isEqualTo("sha256:"
                        + sha256("f " + sha256("") + " a%20b%25%0A\nd sub\nf " + sha256("a") + " sub-a.txt\nf "
                                + sha256("b") + " sub/b.txt\nd sub/deep\n"));
    }

    @Test
    void does_not_depend_on_times_or_on_who_may_read() throws IOException {
        String before = new TreeSeal(tree).digest();
        Files.setLastModifiedTime(tree.resolve("sub/b.txt"), FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(tree.resolve("sub/b.txt"), PosixFilePermissions.fromString("rw-------"));
        assertThat(new TreeSeal(tree).digest()).isEqualTo(before);
        Files.writeString(tree.resolve("sub/b.txt"), "c");
        assertThat(new TreeSeal(tree).digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "x, /etc/passwd, true",
        "x, .., true",
        "x, ../tree/sub-a.txt, true",
        "sub/x, ../../etc, true",
        "sub/x, deep/../../.., true",
        "sub/deep/x, ../../../x, true",
        "x, sub/../sub-a.txt, true",
        "x, sub-a.txt, false",
        "x, ./sub/b.txt, false",
        "x, missing, false",
        "sub/x, ../sub-a.txt, false",
        "sub/deep/x, ../.., false",
        "x, ...., false",
    })
    void lets_links_lead_only_into_the_tree(String link, String target, boolean refused) throws IOException {
        Files.createSymbolicLink(tree.resolve(link), Path.of(target));
        assertThat(new TreeSeal(tree).fault().isPresent()).isEqualTo(refused);
    }

    @Test
    void refuses_what_is_no_file() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", tree.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(new TreeSeal(tree).fault()).contains("\"pipe\" is neither a file, a folder nor a link");
    }

    @Test
    void leaves_nothing_writable_and_can_be_deleted_nevertheless() throws IOException {
        new TreeSeal(tree).protect();
        TreeSeal.protectRoot(tree);
        for (String path : new String[] {"", "sub", "sub/deep", "sub/b.txt", "sub-a.txt"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve(path))))
                    .doesNotContain("w");
        }
        Trees.delete(tree);
        assertThat(tree).doesNotExist();
    }

    @Test
    void parts_with_files_that_have_a_name_outside_too() throws IOException {
        Path store = Files.writeString(root.resolve("store"), "shared");
        Files.createLink(tree.resolve("linked"), store);
        new TreeSeal(tree).protect();
        Files.writeString(store, "changed later");
        assertThat(tree.resolve("linked")).hasContent("shared");
        assertThat(store).isWritable();
    }

    @Test
    void deletes_a_link_but_not_what_it_leads_to() throws IOException {
        Path outside = Files.createDirectories(root.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Trees.delete(tree);
        assertThat(outside.resolve("precious")).exists();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
