package dev.sluice.api.run;

import dev.sluice.domain.Fields;
import java.util.HashMap;
import java.util.Map;

/** What a person may say with a decision. */
public final class Comments {
    public static final int MAX = 1000;
    private static final String FIELD = "comment";

    private Comments() {}

    /** The fields with an empty comment taken away and its line ends as one character: browsers send two for each. */
    public static Fields of(Map<String, Object> json) {
        Map<String, Object> tidy = new HashMap<>(json);
        if (tidy.get(FIELD) instanceof String text) {
            tidy.put(FIELD, text.isBlank() ? null : text.replace("\r\n", "\n"));
        }
        return Fields.of(tidy);
    }

    public static String read(Fields fields) {
        return fields.text(FIELD, MAX).orElse("");
    }
}
