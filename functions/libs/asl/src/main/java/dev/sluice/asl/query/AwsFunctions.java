package dev.sluice.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.utils.DateTimeUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The functions that Step Functions adds to JSONata, the one that it takes away, and those that would ask the machine
 * for the time. Arguments arrive checked against the signatures.
 */
final class AwsFunctions {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final int MAX_ITEMS = 1_000;

    private AwsFunctions() {}

    static void bind(Jsonata.Frame frame, Scope.Surroundings here) {
        define(frame, "eval", "<sx?:x>", args -> {
            throw new IllegalArgumentException("$eval is not available in Step Functions");
        });
        define(frame, "partition", "<an:a>", args -> partition((List<?>) args.get(0), whole(args.get(1), "size")));
        define(frame, "range", "<nnn:a>", AwsFunctions::range);
        define(frame, "hash", "<ss:s>", args -> hash((String) args.get(0), (String) args.get(1)));
        define(frame, "parse", "<s:x>", args -> parse((String) args.get(0)));
        define(frame, "uuid", "<:s>", args -> uuid(here));
        define(frame, "random", "<n?:n>", args -> random(args, here));
        long millis = here.now().toEpochMilli();
        define(frame, "millis", "<:n>", args -> millis);
        define(frame, "now", "<s?s?:s>", args -> DateTimeUtils.formatDateTime(millis, text(args, 0), text(args, 1)));
    }

    private static void define(
            Jsonata.Frame frame, String name, String signature, Jsonata.FnVarArgs<Object> implementation) {
        frame.bind(name, Jsonata.function(name, implementation, signature));
    }

    private static String text(List<?> args, int index) {
        return args.size() > index ? (String) args.get(index) : null;
    }

    private static List<Object> partition(List<?> items, long size) {
        if (size < 1) {
            throw new IllegalArgumentException("$partition needs a size of at least 1");
        }
        List<Object> parts = new ArrayList<>();
        for (long from = 0; from < items.size(); from += size) {
            parts.add(new ArrayList<>(items.subList((int) from, (int) Math.min(items.size(), from + size))));
        }
        return parts;
    }

    private static List<Object> range(List<?> args) {
        long first = whole(args.get(0), "first");
        long last = whole(args.get(1), "last");
        long step = whole(args.get(2), "step");
        if (step == 0) {
            throw new IllegalArgumentException("$range needs a step that is not 0");
        }
        if (Math.abs((last - first) / step) >= MAX_ITEMS) {
            throw new IllegalArgumentException("$range gives at most " + MAX_ITEMS + " items");
        }
        List<Object> items = new ArrayList<>();
        for (long item = first; step > 0 ? item <= last : item >= last; item += step) {
            items.add(item);
        }
        return items;
    }

    private static String hash(String data, String algorithm) {
        if (!HASHES.contains(algorithm)) {
            throw new IllegalArgumentException("$hash knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512");
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(data.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parse(String json) {
        try {
            return Values.fromJson(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("$parse needs JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String uuid(Scope.Surroundings here) {
        long high = (here.random().nextLong() & ~0xF000L) | 0x4000L;
        long low = (here.random().nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static double random(List<?> args, Scope.Surroundings here) {
        boolean seeded = !args.isEmpty() && args.get(0) != null;
        return seeded
                ? new Random(((Number) args.get(0)).longValue()).nextDouble()
                : here.random().nextDouble();
    }

    private static long whole(Object value, String name) {
        double number = ((Number) value).doubleValue();
        if (Math.rint(number) != number) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number, not " + number);
        }
        return (long) number;
    }
}
