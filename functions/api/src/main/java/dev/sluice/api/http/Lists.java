package dev.sluice.api.http;

import dev.sluice.domain.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists as this API gives them: {@code {items, next_cursor}}, the cursor null on the last page. */
public final class Lists {
    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private Lists() {}

    /** What the query asks for; 400 for a limit that is no whole number from 1 to 100. */
    public static Page.Request request(String limit, String cursor) {
        int size = DEFAULT_LIMIT;
        if (limit != null) {
            size = number(limit);
            if (size < 1 || size > MAX_LIMIT) {
                throw Problem.invalid("limit", "A whole number from 1 to " + MAX_LIMIT + ".")
                        .refused();
            }
        }
        return new Page.Request(size, Optional.ofNullable(cursor).filter(c -> !c.isEmpty()));
    }

    /** Reads a page of a store; 400 for a cursor that the store did not give. */
    public static <T> Map<String, Object> read(
            Page.Request request, Function<Page.Request, Page<T>> store, Function<T, Map<String, Object>> format) {
        Page<T> page;
        try {
            page = store.apply(request);
        } catch (IllegalArgumentException e) {
            if (request.cursor().isEmpty()) {
                throw e;
            }
            throw badCursor();
        }
        return json(page, format);
    }

    public static <T> Map<String, Object> slice(
            Page.Request request, List<T> all, Function<T, String> key, Function<T, Map<String, Object>> format) {
        return json(slice(request, all, key), format);
    }

    /** A page of a list that is at hand as a whole and in the order of a key of its own. */
    public static <T> Page<T> slice(Page.Request request, List<T> all, Function<T, String> key) {
        int from = request.cursor()
                .map(c -> all.stream().map(key).toList().indexOf(decoded(c)) + 1)
                .orElse(0);
        if (request.cursor().isPresent() && from == 0) {
            throw badCursor();
        }
        int to = Math.min(all.size(), from + request.limit());
        Optional<String> next =
                to < all.size() && to > 0 ? Optional.of(encoded(key.apply(all.get(to - 1)))) : Optional.empty();
        return new Page<>(all.subList(from, to), next);
    }

    public static <T> Map<String, Object> json(Page<T> page, Function<T, Map<String, Object>> format) {
        return json(page.items().stream().map(format).toList(), page.next());
    }

    /** A short list that always fits one page. */
    public static Map<String, Object> whole(List<Map<String, Object>> items) {
        return json(items, Optional.empty());
    }

    private static Map<String, Object> json(List<Map<String, Object>> items, Optional<String> next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("next_cursor", next.orElse(null));
        return json;
    }

    private static int number(String limit) {
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Refused badCursor() {
        return Problem.invalid("cursor", "A next_cursor as a former page gave it, unchanged.")
                .refused();
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
    }
}
