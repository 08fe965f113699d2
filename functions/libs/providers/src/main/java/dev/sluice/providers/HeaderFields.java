package dev.sluice.providers;

import dev.sluice.domain.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the few headers that a delivery is known by, and collects an error for each that is not as wanted. */
final class HeaderFields {
    private static final Pattern TYPE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,98}[\\x21-\\x7e])?");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Headers headers;
    private final List<FieldError> errors = new ArrayList<>();

    HeaderFields(Headers headers) {
        this.headers = headers;
    }

    /** The sender's word for the kind of event. */
    String type(String name) {
        return required(name, TYPE, "Required header: the kind of event, such as push.");
    }

    /** The sender's id of the delivery. */
    String key(String name) {
        return required(name, KEY, "Required header: the delivery's own id, at most 128 characters.");
    }

    /** A delivery's id that not every version of the sender sends. */
    Optional<String> optionalKey(String name) {
        return headers.value(name).isPresent() ? Optional.of(key(name)) : Optional.empty();
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    private String required(String name, Pattern form, String wanted) {
        Optional<String> value = headers.value(name).filter(v -> form.matcher(v).matches());
        if (value.isEmpty()) {
            errors.add(new FieldError(name, wanted));
        }
        return value.orElse("");
    }
}
