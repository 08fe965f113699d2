package dev.sluice.local.demo;

import dev.sluice.local.io.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The demo's git repository: bare, with a first commit of a tiny shop page, and a hook that tells local's git host
 * about each push. A push works when local is down too; it then says that no webhook was sent.
 */
public final class DemoRepository {

    /** What GitHub would call it. */
    public static final String FULL_NAME = "demo/shop";

    private static final String HOOK =
            """
            #!/bin/sh
            # Tells the git host that local plays about this push; that one sends GitHub's webhook to Sluice.
            updates=$(cat)
            if answer=$(printf '%%s\\n' "$updates" | curl --config '%s' --data-binary @- 2>&1); then
                printf '%%s\\n' "$answer"
            else
                echo "Sluice: not running, so no webhook was sent ($answer). Start it with: mvn -Plocal"
            fi
            exit 0
            """;

    private final Path bare;

    private DemoRepository(Path bare) {
        this.bare = bare;
    }

    /** Makes the repository if it is absent. */
    public static DemoRepository open(Path folder) throws IOException {
        Path bare = folder.resolve("shop.git").toAbsolutePath();
        var repository = new DemoRepository(bare);
        if (!Files.exists(bare.resolve("HEAD"))) {
            repository.make(folder);
        }
        return repository;
    }

    public Path path() {
        return bare;
    }

    Git git() {
        return new Git(bare);
    }

    /** The commit that the main branch stands on. */
    public String head() throws IOException {
        return git().run("rev-parse", "refs/heads/main").strip();
    }

    /**
     * Points the hook at the git host's address.
     *
     * @param secret what the git host wants to see; it goes to a file that the owner alone reads
     */
    public void pointHook(URI gitHost, String secret) throws IOException {
        Path config = bare.resolveSibling("curl.conf");
        PrivateFiles.write(
                config,
                """
                silent
                show-error
                noproxy = "*"
                max-time = 20
                url = "%s"
                header = "Authorization: Bearer %s"
                header = "Content-Type: text/plain"
                """
                        .formatted(gitHost, secret)
                        .getBytes(StandardCharsets.UTF_8));
        Path hook = bare.resolve("hooks").resolve("post-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, HOOK.formatted(config.toString().replace("'", "'\\''")));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void make(Path folder) throws IOException {
        Path half = PrivateFiles.folder(folder).resolve("shop.git.half");
        Path work = folder.resolve("shop.work");
        delete(half);
        delete(work);
        Files.createDirectories(work);
        var git = new Git(work);
        git.run("init", "--quiet", "--initial-branch=main");
        for (String file : List.of("index.html", "build.sh", "README.md")) {
            try (var in = DemoRepository.class.getResourceAsStream("/demo/shop/" + file)) {
                Files.copy(in, work.resolve(file));
            }
        }
        git.run("add", "--all");
        git.run(
                "-c",
                "user.name=Demo Developer",
                "-c",
                "user.email=developer@example.com",
                "commit",
                "--quiet",
                "--message=Open the shop");
        git.run(
                "clone",
                "--quiet",
                "--bare",
                "--no-hardlinks",
                ".",
                half.toAbsolutePath().toString());
        new Git(half).run("remote", "remove", "origin");
        Files.move(half, bare);
        delete(work);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
