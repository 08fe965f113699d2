package dev.sluice.infra;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesizes the stack {@code Sluice} into the folder that the system property {@code sluice.output} names.
 *
 * <p>The same files give the same template, byte for byte. Nothing is looked up in an AWS account, so it works offline.
 */
public final class SluiceApp {
    /** The stack's name, and so the name of its template: {@code Sluice.template.json}. */
    public static final String STACK = "Sluice";

    private SluiceApp() {}

    /**
     * Reads {@link Artifacts} from the system properties and writes the cloud assembly.
     *
     * @throws IllegalArgumentException naming the property, or the file, that is missing
     */
    public static void main(String[] args) throws IOException {
        Properties properties = System.getProperties();
        Artifacts artifacts = Artifacts.from(properties);
        Path output = Path.of(Artifacts.required(properties, "sluice.output"));
        dropOldAssets(output);
        App app = app(output);
        new SluiceStack(app, artifacts);
        app.synth();
    }

    /** An app that leaves out what would differ between machines or only speaks to the CDK command line. */
    static App app(Path output) {
        return new App(AppProps.builder()
                .outdir(output.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .context(Map.of("@aws-cdk/aws-iam:minimizePolicies", true))
                .build());
    }

    /** The order of {@code Map.of} differs from one JVM to the next, and with it the template would. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }

    /** Each new function.zip gets a new name here; without this every build would leave its predecessors behind. */
    private static void dropOldAssets(Path output) throws IOException {
        if (!Files.isDirectory(output)) {
            return;
        }
        try (DirectoryStream<Path> assets = Files.newDirectoryStream(output, "asset.*.zip")) {
            for (Path asset : assets) {
                Files.delete(asset);
            }
        }
    }
}
