package dev.sluice.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real payloads and signatures that nobody of this project wrote. They are kept beside the project, not in it, because
 * they carry the licences of others.
 */
final class Payloads {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Some vectors lost the two quotes before their first name; this finds the second place, the first is the start. */
    private static final Pattern LOST_QUOTE = Pattern.compile("^(\\{(?:\\\\n *)?)\\\\(?=\\w+\\\\\")");

    private Payloads() {}

    /** One expected payload: its file and the facts that it states. */
    record Expected(String file, String kind, String event, JsonNode facts) {
        byte[] body() {
            return bytes(file);
        }

        String fact(String name) {
            return facts.path("changes").path(0).path(name).asText();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    record Vector(
            String header, String scheme, String secret, String file, String text, String value, boolean mustVerify) {
        /** Of the file where one is named, else the text. */
        byte[] body() {
            return file.isEmpty() ? vectorBody(text) : bytes(file);
        }

        @Override
        public String toString() {
            return header + ": " + value + (mustVerify ? " verifies" : " is refused");
        }
    }

    static Stream<Expected> expected(String provider) {
        return text("EXPECTED.jsonl")
                .lines()
                .map(Payloads::json)
                .filter(line -> line.get("provider").asText().equals(provider))
                .map(line -> new Expected(
                        line.get("file").asText(),
                        line.get("kind").asText(),
                        line.get("event").asText(),
                        line));
    }

    static Stream<Vector> vectors(String provider) {
        return text("vectors/SIGNATURES.tsv")
                .lines()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .filter(cells -> cells.get(0).equals(provider))
                .map(cells -> new Vector(
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4).equals("file") ? cells.get(5) : "",
                        cells.get(5),
                        cells.get(6),
                        cells.get(7).equals("yes")));
    }

    /** The headers that the payload's own source states. */
    static Map<String, String> headers(String file) {
        Map<String, String> headers = new HashMap<>();
        text(file.replace(".json", ".headers"))
                .lines()
                .filter(line -> line.contains(":"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    headers.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                });
        return headers;
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] vectorBody(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        String body = quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
        if (!body.endsWith("\"")) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        String whole =
                body.startsWith("\"") ? body : "\"" + LOST_QUOTE.matcher(body).replaceFirst("$1\\\\\"");
        return json(whole).textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static Path folder() {
        Path start = Path.of("").toAbsolutePath();
        Path root = start;
        // a folder between the reactor's root and a module may have no pom.xml of its own
        for (Path parent = start; parent != null; parent = parent.getParent()) {
            root = Files.exists(parent.resolve("pom.xml")) ? parent : root;
        }
        Path folder = root.resolveSibling("shared").resolve("payloads");
        if (!Files.isDirectory(folder)) {
            throw new AssertionError("These tests need the folder of recorded payloads at " + folder
                    + ", beside the project's own folder; it is not there.");
        }
        return folder;
    }
}
