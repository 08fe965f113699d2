package dev.sluice.agent.task;

import java.util.List;
import java.util.Optional;

/** Recognises a full disk, by the words of the C library: neither Java nor git have a type for it. */
public final class DiskFull {

    /** The error code. */
    public static final String CODE = "disk_full";

    private static final List<String> WORDS = List.of("No space left on device", "Disk quota exceeded");

    private DiskFull() {}

    /** Whether that is what is behind an exception. */
    public static boolean causes(Throwable thrown) {
        Optional<Throwable> next = Optional.of(thrown);
        while (next.isPresent()) {
            if (isNamedIn(String.valueOf(next.get().getMessage()))) {
                return true;
            }
            next = Optional.ofNullable(next.get().getCause());
        }
        return false;
    }

    /** Whether a program says so. */
    public static boolean isNamedIn(String message) {
        return WORDS.stream().anyMatch(message::contains);
    }
}
