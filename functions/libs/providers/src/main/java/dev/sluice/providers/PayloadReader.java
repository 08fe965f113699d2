package dev.sluice.providers;

import dev.sluice.domain.event.Delivery.Facts;
import java.util.function.Function;

/** The way in which each host's deliveries are read: the headers, then the JSON, then its meaning. */
final class PayloadReader {
    private PayloadReader() {}

    /** {@code type} and {@code key} were read from {@code headers}, which may hold errors of them. */
    static Reading read(
            VerifiedRequest request,
            HeaderFields headers,
            String type,
            String key,
            Function<JsonFields, Facts> meaning) {
        if (!headers.errors().isEmpty()) {
            return new Reading.Malformed(headers.errors());
        }
        return JsonBody.parse(request.body())
                .fold(
                        body -> {
                            JsonFields fields = JsonFields.of(body);
                            Facts facts = meaning.apply(fields);
                            return fields.errors().isEmpty()
                                    ? new Reading.Understood(type, key, facts)
                                    : new Reading.Malformed(fields.errors());
                        },
                        Reading.Malformed::new);
    }
}
