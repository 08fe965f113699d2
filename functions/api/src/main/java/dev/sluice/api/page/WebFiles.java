package dev.sluice.api.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that the web UI's build made, kept once they were read. */
@ApplicationScoped
class WebFiles {
    private static final String FOLDER = "META-INF/resources/";

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    /** Reads a file below the build's folder; {@code name} has been checked by the caller. */
    Optional<byte[]> read(String name) {
        byte[] known = read.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            read.put(name, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
