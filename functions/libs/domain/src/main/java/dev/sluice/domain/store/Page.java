package dev.sluice.domain.store;

import java.util.List;
import java.util.Optional;

/** One page of a list, newest first unless its reader says otherwise. {@code next} is opaque, and absent on the last page. */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** How much of a list, and from where: {@code limit} 1 to 100, {@code cursor} as a former page gave it. */
    public record Request(int limit, Optional<String> cursor) {
        public Request {
            if (limit < 1 || limit > 100) {
                throw new IllegalArgumentException("limit: a whole number from 1 to 100");
            }
        }

        public static Request first(int limit) {
            return new Request(limit, Optional.empty());
        }
    }
}
