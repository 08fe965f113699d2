package dev.sluice.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The stack over stand-in zips and the real state machine; synthesized once for all tests that only read it. */
final class SynthesizedStack {
    static final Path STATE_MACHINE = Path.of("..", "statemachines", "run.asl.json");

    private static final Path WORK = Path.of("target", "test-stack");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SynthesizedStack() {}

    private static final class Once {
        static final JsonNode TEMPLATE = synthesize(Packaging.JVM);
    }

    /** A copy of the template that {@code mvn package} would write, free to be broken. */
    static TemplateView template() {
        return new TemplateView(Once.TEMPLATE.deepCopy());
    }

    static TemplateView template(Packaging packaging) {
        return new TemplateView(synthesize(packaging));
    }

    static SluiceStack stack(Packaging packaging) {
        App app = SluiceApp.app(WORK.resolve("cdk.out"));
        return new SluiceStack(app, artifacts(packaging));
    }

    static Artifacts artifacts(Packaging packaging) {
        Path functions = WORK.resolve("functions");
        for (String module : List.of("webhook", "engine", "api")) {
            zip(functions.resolve(module).resolve("target").resolve("function.zip"), module);
        }
        return new Artifacts(functions, STATE_MACHINE, packaging);
    }

    private static JsonNode synthesize(Packaging packaging) {
        return JSON.valueToTree(Template.fromStack(stack(packaging)).toJSON());
    }

    private static void zip(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                ZipEntry entry = new ZipEntry("stand-in");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(content.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
