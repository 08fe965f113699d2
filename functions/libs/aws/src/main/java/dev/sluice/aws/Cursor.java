package dev.sluice.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.aws.TableSchema.Index;
import dev.sluice.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a list goes on: for each partition of it, the keys of the last item that was given. As text it is base64url of JSON
 * with a checksum, and it is taken only for the list that gave it: no cursor leads into another project's list.
 */
final class Cursor {
    private static final String WANTED = "cursor: give it as the page before had it in next, for the same list.";
    private static final int CHECK_CHARS = 16;

    private final Map<String, Map<String, AttributeValue>> last;

    private Cursor(Map<String, Map<String, AttributeValue>> last) {
        this.last = last;
    }

    static Cursor start() {
        return new Cursor(Map.of());
    }

    /** Throws {@link IllegalArgumentException} that begins with {@code cursor:}. */
    static Cursor read(Optional<String> text, Index index, Collection<String> partitions) {
        return text.map(t -> new Cursor(decode(t, index, partitions))).orElseGet(Cursor::start);
    }

    /** Where to start in this partition; empty = at its beginning. */
    Map<String, AttributeValue> in(String partition) {
        return last.getOrDefault(partition, Map.of());
    }

    /** A cursor after this item as well. */
    Cursor after(Index index, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new HashMap<>();
        keyNames(index).forEach(name -> keys.put(name, item.get(name)));
        Map<String, Map<String, AttributeValue>> all = new HashMap<>(last);
        all.put(item.get(index.partitionKey()).s(), keys);
        return new Cursor(all);
    }

    String text(Index index) {
        Map<String, Map<String, String>> after = new LinkedHashMap<>();
        last.forEach((partition, keys) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            keyNames(index).forEach(name -> texts.put(name, keys.get(name).s()));
            after.put(partition, texts);
        });
        Form form = new Form(after, checksum(index, after));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(DomainJson.bytes(form.toMap()));
    }

    private static Map<String, Map<String, AttributeValue>> decode(
            String text, Index index, Collection<String> partitions) {
        Form form = Form.parse(text);
        if (form.after().isEmpty() || !checksum(index, form.after()).equals(form.check())) {
            throw new IllegalArgumentException(WANTED);
        }
        Map<String, Map<String, AttributeValue>> last = new HashMap<>();
        form.after().forEach((partition, keys) -> {
            boolean fits = partitions.contains(partition)
                    && keys.keySet().equals(keyNames(index))
                    && partition.equals(keys.get(index.partitionKey()));
            if (!fits) {
                throw new IllegalArgumentException(WANTED);
            }
            Map<String, AttributeValue> attributes = new HashMap<>();
            keys.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
            last.put(partition, attributes);
        });
        return last;
    }

    private static Set<String> keyNames(Index index) {
        return new TreeSet<>(List.of(index.partitionKey(), index.sortKey(), TableSchema.PK, TableSchema.SK));
    }

    private static String checksum(Index index, Map<String, Map<String, String>> after) {
        String[] fields = Stream.concat(
                        Stream.of(index.name()),
                        after.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .flatMap(e -> e.getValue().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .flatMap(k -> Stream.of(k.getKey(), k.getValue()))))
                .toArray(String[]::new);
        return Sha256.ofFields(fields).substring(0, CHECK_CHARS);
    }

    /** The cursor's JSON. */
    private record Form(Map<String, Map<String, String>> after, String check) {
        Map<String, Object> toMap() {
            return Map.of("after", after, "check", check);
        }

        static Form parse(String text) {
            try {
                String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                Form form = DomainJson.mapper().readValue(json, new TypeReference<Form>() {});
                boolean whole = form != null
                        && form.after() != null
                        && form.check() != null
                        && form.after().values().stream().allMatch(Form::isWhole);
                if (whole) {
                    return form;
                }
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IllegalArgumentException(WANTED, e);
            }
            throw new IllegalArgumentException(WANTED);
        }

        private static boolean isWhole(Map<String, String> keys) {
            return keys != null && keys.values().stream().noneMatch(v -> v == null || v.isEmpty());
        }
    }
}
