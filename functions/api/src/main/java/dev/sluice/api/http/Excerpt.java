package dev.sluice.api.http;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The begin of what another server answered: its status, at most so many bytes as were asked for, whether that was all, and
 * its headers, each empty where it was not sent.
 */
public record Excerpt(int status, ByteBuffer bytes, boolean whole, Function<String, String> headers) {
    public String header(String name) {
        return headers.apply(name);
    }

    /** A header that is a whole number of at most 15 digits. */
    public OptionalLong number(String name) {
        String text = header(name);
        return text.matches("[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
