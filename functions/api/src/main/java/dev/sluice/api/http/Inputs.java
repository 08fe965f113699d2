package dev.sluice.api.http;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Parsed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Small readings that every resource needs: each gives the value, or ends the request with the problem that fits. */
public final class Inputs {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");

    private Inputs() {}

    /** Whether this has the form of one e-mail address. */
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    /** Ends the request with all errors found so far, unknown fields included. */
    public static void finish(Fields fields) {
        fields.end();
        if (!fields.errors().isEmpty()) {
            throw Problem.invalid(fields.errors()).refused();
        }
    }

    /** An object inside the body, read by {@code parse}; what is wrong in it is added to {@code wrong}, named below {@code name}. */
    @SuppressWarnings("unchecked") // a parsed JSON object has names for keys
    public static <T> Optional<T> inner(
            Fields fields,
            String name,
            Map<String, Object> body,
            Function<Map<String, Object>, Parsed<T>> parse,
            List<FieldError> wrong) {
        fields.object(name);
        if (!(body.get(name) instanceof Map<?, ?> object)) {
            return Optional.empty();
        }
        return parse.apply((Map<String, Object>) object).fold(Optional::of, errors -> {
            errors.forEach(e -> wrong.add(new FieldError(name + "." + e.field(), e.message())));
            return Optional.empty();
        });
    }

    /** An id from a path: one that cannot be an id names nothing, so it is 404 like any that is not there. */
    public static <T> T id(String value, Function<String, T> id) {
        try {
            return id.apply(value);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound().refused();
        }
    }

    public static <T> T found(Optional<T> wanted) {
        return wanted.orElseThrow(() -> Problem.notFound().refused());
    }

    /** A word of an enum in a query parameter, in lower case as in JSON; empty where the parameter is absent. */
    public static <E extends Enum<E>> Optional<E> word(String parameter, String value, Class<E> type) {
        if (value == null) {
            return Optional.empty();
        }
        E[] all = type.getEnumConstants();
        return Optional.of(Arrays.stream(all)
                .filter(e -> Fields.wire(e).equals(value))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                                parameter,
                                "One of " + Arrays.stream(all).map(Fields::wire).collect(Collectors.joining(", "))
                                        + ".")
                        .refused()));
    }
}
