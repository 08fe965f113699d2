package dev.sluice.api.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who may do what, as {@code roles.txt} says it. */
public record RolesTable(List<Row> rows) {
    private static final String PROJECT = "/api/v1/projects/{project}";
    private static final int COLUMNS = 10;

    /** One verb of one path; {@code statuses} for nobody, a stranger, a Viewer, a Developer and an Admin. */
    public record Row(String verb, String path, String target, String run, String body, List<Integer> statuses) {
        @Override
        public String toString() {
            return verb + " " + path + (target.equals("-") ? "" : " (" + target + ")");
        }
    }

    public static RolesTable read() {
        Map<String, String> bodies = new HashMap<>(Map.of("-", ""));
        List<Row> rows = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("body ")) {
                String[] named = line.substring("body ".length()).split(" +", 2);
                bodies.put(named[0], named[1]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(line, bodies));
            }
        }
        return new RolesTable(rows);
    }

    private static Row row(String line, Map<String, String> bodies) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        if (cells.size() != COLUMNS || !bodies.containsKey(cells.get(4))) {
            throw new IllegalArgumentException("roles.txt: " + line);
        }
        String path = cells.get(1).startsWith("P") ? PROJECT + cells.get(1).substring(1) : cells.get(1);
        return new Row(
                cells.get(0),
                path,
                cells.get(2),
                cells.get(3),
                bodies.get(cells.get(4)),
                cells.subList(5, COLUMNS).stream().map(Integer::valueOf).toList());
    }

    private static String text() {
        try (InputStream in = RolesTable.class.getResourceAsStream("/roles.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
