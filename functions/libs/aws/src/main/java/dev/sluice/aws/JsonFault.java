package dev.sluice.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with a JSON document: the field and what would be right, without a word of the value itself. */
final class JsonFault {
    private JsonFault() {}

    static String sentence(Exception fault, Class<?> type) {
        if (fault instanceof JsonMappingException mapping) {
            return mapping(mapping, type);
        }
        if (fault instanceof JacksonException syntax) {
            JsonLocation at = syntax.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            return "Not a JSON document" + where + ".";
        }
        return "The document cannot be read as a " + type.getSimpleName() + ".";
    }

    private static String mapping(JsonMappingException fault, Class<?> type) {
        List<String> path = new ArrayList<>();
        fault.getPath()
                .forEach(r -> path.add(r.getFieldName() == null ? Integer.toString(r.getIndex()) : r.getFieldName()));
        String wanted = wanted(fault, type);
        if (root(fault) instanceof NullPointerException nothing && isComponent(nothing.getMessage())) {
            path.add(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(nothing.getMessage()));
        }
        return (path.isEmpty() ? type.getSimpleName() : String.join(".", path)) + ": " + wanted;
    }

    private static String wanted(JsonMappingException fault, Class<?> type) {
        Throwable root = root(fault);
        if (root instanceof NullPointerException) {
            return "Required, and not null.";
        }
        if (root instanceof IllegalArgumentException && root.getMessage() != null) {
            return root.getMessage();
        }
        if (fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            boolean isMissing = fault.getOriginalMessage().startsWith("Missing required creator property");
            return isMissing
                    ? "Required."
                    : "A valid " + mismatch.getTargetType().getSimpleName() + ".";
        }
        return "A valid " + type.getSimpleName() + ".";
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** A record's null check names its component; any longer message is the JVM's own text. */
    private static boolean isComponent(String message) {
        return message != null && message.matches("\\w{1,60}");
    }
}
