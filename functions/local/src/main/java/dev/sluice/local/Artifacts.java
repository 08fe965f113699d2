package dev.sluice.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made, where the reactor puts it. */
record Artifacts(Path template, Path runtimeClient, Path agent) {

    /** Looks for all of it; what is missing is named with the command that makes it. */
    static Artifacts find(Path root) {
        return new Artifacts(
                present(root.resolve("infra/target/cdk.out"), "the synthesized template"),
                present(root.resolve("functions/local/target/ric"), "the functions' runtime"),
                present(root.resolve("functions/agent/target/quarkus-app/quarkus-run.jar"), "the deploy agent"));
    }

    private static Path present(Path file, String what) {
        if (!Files.exists(file)) {
            throw new CannotStart(
                    what + " is not built: " + file + " is missing. Build it with: mvn -DskipTests package");
        }
        return file;
    }
}
