package dev.sluice.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    private static final ShopWindow WITHOUT_DATABASE = new ShopWindow(
            "staging",
            () -> {
                throw new SQLException("nobody is there");
            },
            Path.of("nowhere"));

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = Site.start("staging", folder.resolve("env"), 0, WITHOUT_DATABASE);
        Files.createDirectories(folder.resolve("env"));
        Files.writeString(folder.resolve("secret"), "not yours");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void says_that_nothing_is_deployed_yet() throws Exception {
        assertThat(text(get("/"))).isEqualTo("Nothing is deployed to staging yet.\n");
    }

    @Test
    void serves_what_the_link_points_at_now() throws Exception {
        deploy("one");
        assertThat(get("/").headers()).containsEntry("x-commit", List.of("one"));

        deploy("two");

        assertThat(text(get("/"))).startsWith("page of two");
        assertThat(get("/").headers()).containsEntry("x-commit", List.of("two"));
    }

    @Test
    void does_not_lead_out_of_the_build() throws Exception {
        Path build = deploy("one");
        Files.createSymbolicLink(build.resolve("link"), folder.resolve("secret"));

        for (String path : List.of(
                "/link", "/../../secret", "/%2e%2e/%2e%2e/secret", "/..%2f..%2fsecret", "/%00", "//etc/passwd")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
    }

    private Path deploy(String commit) throws Exception {
        Path build = Files.createDirectories(folder.resolve("builds").resolve(commit));
        Files.writeString(build.resolve("index.html"), "page of " + commit);
        Files.writeString(build.resolve("commit.txt"), commit + "\n");
        Path current = folder.resolve("env").resolve("current");
        Files.deleteIfExists(current);
        Files.createSymbolicLink(current, build);
        return build;
    }

    private Reply get(String path) throws Exception {
        return site.handle(new Request("GET", path, "", Map.of("host", List.of("127.0.0.1:80")), new byte[0]));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
