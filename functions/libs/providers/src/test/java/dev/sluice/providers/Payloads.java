package dev.sluice.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.domain.event.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
    record Expected(String file, Provider provider, String kind, String event, JsonNode changes) {
        byte[] body() {
            return bytes(file);
        }

        /** A fact of one change, as text. */
        String fact(int change, String name) {
            return changes.path(change).path(name).asText();
        }

        boolean isTrue(int change, String name) {
            return fact(change, name).equals("true");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    record Vector(
            Provider provider,
            String header,
            String scheme,
            String secret,
            String file,
            String text,
            String value,
            boolean mustVerify,
            String source) {
        /** Of the file where one is named, else the text. */
        byte[] body() {
            return file.isEmpty() ? vectorBody(text) : bytes(file);
        }

        @Override
        public String toString() {
            return header + ": " + value + (mustVerify ? " verifies" : " is refused");
        }
    }

    static Stream<Expected> expected() {
        return text("EXPECTED.jsonl")
                .lines()
                .map(Payloads::json)
                .map(line -> new Expected(
                        line.get("file").asText(),
                        provider(line.get("provider").asText()),
                        line.get("kind").asText(),
                        line.get("event").asText(),
                        line.get("changes")));
    }

    static Stream<Vector> vectors() {
        return rows("vectors/SIGNATURES.tsv")
                .map(cells -> new Vector(
                        provider(cells.get(0)),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4).equals("file") ? cells.get(5) : "",
                        cells.get(5),
                        cells.get(6),
                        cells.get(7).equals("yes"),
                        cells.get(8)));
    }

    /** The recorded deliveries whose secret is known, by file. */
    static Map<String, String> secrets() {
        return rows("INDEX.tsv")
                .filter(cells -> !cells.get(12).isEmpty())
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells.get(12)));
    }

    private static Stream<List<String>> rows(String file) {
        return text(file).lines().skip(1).map(line -> List.of(line.split("\t", -1)));
    }

    private static Provider provider(String name) {
        return Provider.valueOf(name.toUpperCase(Locale.ROOT));
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

    static JsonNode node(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    static JsonNode object(Map<String, JsonNode> fields) {
        return JSON.createObjectNode().setAll(fields);
    }

    /** The names of all fields of an object, at any depth. */
    static List<String> fieldNames(JsonNode node) {
        return Stream.concat(
                        Stream.of(node).flatMap(n -> n.properties().stream()).map(Map.Entry::getKey),
                        StreamSupport.stream(node.spliterator(), false).flatMap(child -> fieldNames(child).stream()))
                .toList();
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
