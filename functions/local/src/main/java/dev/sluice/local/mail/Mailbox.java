package dev.sluice.local.mail;

import dev.sluice.local.io.PrivateFiles;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The e-mails that were caught, one {@code .eml} file each, readable by their owner alone. The oldest go when there are too many. */
public final class Mailbox {
    static final int MOST = 200;

    private static final String SUFFIX = ".eml";
    private static final Pattern ID = Pattern.compile("[0-9]{13}-[0-9]{6}");

    private final Path folder;
    private final Clock clock;
    private int number;

    private Mailbox(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Opens the folder, making it where it is absent. */
    public static Mailbox open(Path folder, Clock clock) throws IOException {
        return new Mailbox(PrivateFiles.folder(folder), clock);
    }

    /** The name sorts by arrival, within one millisecond too. */
    synchronized void keep(byte[] message) throws IOException {
        String id = String.format(Locale.ROOT, "%013d-%06d", clock.millis(), number++ % 1_000_000);
        PrivateFiles.write(folder.resolve(id + SUFFIX), message);
        List<String> all = ids();
        for (String old : all.subList(Math.min(MOST, all.size()), all.size())) {
            Files.deleteIfExists(folder.resolve(old + SUFFIX));
        }
    }

    /** All of them, newest first. */
    List<CaughtMail> mails() throws IOException {
        return ids().stream().flatMap(id -> read(id).stream()).toList();
    }

    Optional<CaughtMail> mail(String id) {
        return ID.matcher(id).matches() ? read(id) : Optional.empty();
    }

    private Optional<CaughtMail> read(String id) {
        Path file = folder.resolve(id + SUFFIX);
        try {
            return Files.exists(file) ? Optional.of(CaughtMail.read(id, Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("the e-mail " + file + " cannot be read", e);
        }
    }

    private List<String> ids() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
