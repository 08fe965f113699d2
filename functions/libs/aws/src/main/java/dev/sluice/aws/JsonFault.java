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
        String wanted = "A valid " + type.getSimpleName() + ".";
        Throwable cause = root(fault);
        if (cause instanceof NullPointerException absent && absent.getMessage() != null) {
            path.add(snakeCase(absent.getMessage()));
            wanted = "Required.";
        } else if (cause instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            wanted = refused.getMessage();
        } else if (fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            wanted = "A valid " + mismatch.getTargetType().getSimpleName() + ".";
        }
        return (path.isEmpty() ? type.getSimpleName() : String.join(".", path)) + ": " + wanted;
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** A record's null check names its component; anything longer is the JVM's own text about a null, not a name. */
    private static String snakeCase(String component) {
        boolean isName = component.matches("\\w{1,60}");
        return isName ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component) : "(a required field)";
    }
}
