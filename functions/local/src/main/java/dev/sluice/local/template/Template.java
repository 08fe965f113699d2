package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A synthesized CloudFormation template with the manifest of its assets, as the build left them in {@code cdk.out};
 * nothing in it is resolved yet.
 *
 * @param assets the file behind each object key of the asset bucket
 */
public record Template(String stack, JsonNode document, Map<String, Path> assets) {

    public Template {
        assets = Map.copyOf(assets);
    }

    /** Reads {@code <stack>.template.json} and {@code <stack>.assets.json} of a folder. */
    public static Template read(Path cdkOut, String stack) {
        Path file = cdkOut.resolve(stack + ".template.json");
        Path manifest = cdkOut.resolve(stack + ".assets.json");
        for (Path needed : new Path[] {file, manifest}) {
            if (!Files.exists(needed)) {
                throw new InvalidTemplate(needed + " is missing: the build synthesizes it (mvn package)");
            }
        }
        var assets = new LinkedHashMap<String, Path>();
        for (JsonNode asset : Json.read(manifest).path("files")) {
            Path source = cdkOut.resolve(asset.path("source").path("path").asText());
            for (JsonNode destination : asset.path("destinations")) {
                assets.put(destination.path("objectKey").asText(), source);
            }
        }
        return new Template(stack, Json.read(file), assets);
    }

    JsonNode resources() {
        return document.path("Resources");
    }

    JsonNode resource(String logicalId) {
        return resources().path(logicalId);
    }

    String type(String logicalId) {
        return resource(logicalId).path("Type").asText();
    }
}
