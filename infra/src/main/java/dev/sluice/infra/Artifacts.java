package dev.sluice.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * The files that the other modules built, which is all that this one knows of them.
 *
 * @param functions folder that holds {@code <function>/target/function.zip}
 * @param stateMachine the Amazon States Language file
 * @param packaging how the function.zip files were built
 */
public record Artifacts(Path functions, Path stateMachine, Packaging packaging) {
    /** Refuses absent parts; whether the files exist is asked where each is used. */
    public Artifacts {
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(stateMachine, "stateMachine");
        Objects.requireNonNull(packaging, "packaging");
    }

    /**
     * From {@code sluice.functions}, {@code sluice.statemachine}, {@code sluice.native} (true or false) and
     * {@code sluice.architecture} (x86_64 or arm64).
     */
    public static Artifacts from(Properties properties) {
        return new Artifacts(
                Path.of(required(properties, "sluice.functions")),
                Path.of(required(properties, "sluice.statemachine")),
                Packaging.of(required(properties, "sluice.native"), required(properties, "sluice.architecture")));
    }

    /** The zip of one function module; fails with a sentence where it was not built yet. */
    public Path zip(String module) {
        return existing(functions.resolve(module).resolve("target").resolve("function.zip"), "sluice.functions");
    }

    /** The state machine's definition, its {@code ${...}} placeholders still in place. */
    public String definition() {
        try {
            return Files.readString(existing(stateMachine, "sluice.statemachine"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + stateMachine, e);
        }
    }

    static String required(Properties properties, String name) {
        String value = properties.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("-D" + name + " is missing; `mvn package` in this module sets it");
        }
        return value;
    }

    private static Path existing(Path file, String property) {
        Path normal = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(normal)) {
            throw new IllegalArgumentException("There is no " + normal
                    + ": build the functions first (`mvn package` in the root), or say with -D" + property
                    + " where it lies");
        }
        return normal;
    }
}
