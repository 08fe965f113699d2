package dev.sluice.asl.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/** One compiled JSONata expression. Two are equal where their texts are. */
public final class Query {
    private static final int MAX_MILLIS = 5_000;
    private static final int MAX_DEPTH = 400;

    private final String text;
    private final Jsonata compiled;

    private Query(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /** Whether a text of a definition is a query: it starts with <code>{%</code>. */
    public static boolean marked(String value) {
        return value.startsWith("{%");
    }

    /**
     * Compiles the text between <code>{%</code> and <code>%}</code>.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Query of(String marked) {
        if (!marked(marked) || !marked.endsWith("%}") || marked.length() < 5) {
            throw new IllegalArgumentException("A JSONata expression starts with {% and ends with %}");
        }
        String text = marked.substring(2, marked.length() - 2).strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The JSONata expression is empty");
        }
        try {
            Jsonata compiled = Jsonata.jsonata(text);
            compiled.setOutputConvertNulls(false);
            return new Query(text, compiled);
        } catch (JException e) {
            throw new IllegalArgumentException("Not a JSONata expression: " + e.getMessage(), e);
        }
    }

    /**
     * Evaluates it. As on AWS there is no context value: {@code $} and a bare field name are undefined.
     *
     * @param location the field of the state that it stands in, for the error
     * @throws QueryFailed where it fails, gives nothing, or gives what JSON cannot say
     */
    public JsonNode evaluate(Scope scope, String location) throws QueryFailed {
        Object result;
        try {
            result = compiled.evaluate(null, scope.frame(MAX_MILLIS, MAX_DEPTH));
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(
                    location,
                    "failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        if (result == null) {
            throw failed(location, "returned nothing (undefined)");
        }
        try {
            return Values.toJson(result);
        } catch (IllegalArgumentException e) {
            throw failed(location, e.getMessage());
        }
    }

    private QueryFailed failed(String location, String what) {
        return new QueryFailed(
                location, "The JSONata expression '" + text + "' of the field '" + location + "' " + what);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return "{% " + text + " %}";
    }
}
