package dev.sluice.asl.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A journal in a folder: one file of lines, each a checksum and a record as JSON. The file holds task tokens, so only its
 * owner may read it; a lock keeps a second process out.
 */
public final class FileJournal implements Journal {
    private static final System.Logger LOG = System.getLogger(FileJournal.class.getName());
    private static final long SMALL = 16L * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(2_000)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private final Path file;
    private final FileChannel lockChannel;
    private FileChannel channel;
    private long rewrittenSize;

    /**
     * Opens the journal of a folder, which is made where it does not exist.
     *
     * @throws IllegalStateException where another process has it open
     */
    public FileJournal(Path folder) {
        try {
            Files.createDirectories(folder);
            this.file = folder.resolve("executions.journal");
            this.lockChannel = lock(folder.resolve("lock"));
            this.channel = open(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the journal in " + folder, e);
        }
    }

    @Override
    public Recovery replay(Consumer<JournalRecord> reader) {
        try {
            LineScan scan = new LineScan(Files.readAllBytes(file));
            int records = 0;
            for (Optional<String> line = scan.next(); line.isPresent(); line = scan.next()) {
                reader.accept(JSON.readValue(line.get(), JournalRecord.class));
                records++;
            }
            if (scan.torn() > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Cut a half-written record of {0} bytes off {1}",
                        scan.torn(),
                        file);
                channel.truncate(scan.end());
            }
            channel.position(scan.end());
            rewrittenSize = scan.end();
            return new Recovery(records, scan.torn());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the journal " + file, e);
        }
    }

    @Override
    public void append(List<JournalRecord> records) {
        try {
            write(channel, records);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the journal " + file, e);
        }
    }

    @Override
    public boolean worthRewriting() {
        try {
            return channel.position() > SMALL + 3 * rewrittenSize;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rewrite(List<JournalRecord> records) {
        Path next = file.resolveSibling("executions.journal.new");
        try {
            Files.deleteIfExists(next);
            FileChannel fresh = open(next);
            write(fresh, records);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
            channel.close();
            channel = fresh;
            rewrittenSize = fresh.position();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rewrite the journal " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the journal " + file, e);
        }
    }

    private static void write(FileChannel to, List<JournalRecord> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JournalRecord item : records) {
            bytes.writeBytes(line(item));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
        to.force(false);
    }

    private static byte[] line(JournalRecord item) throws JsonProcessingException {
        String json = JSON.writerFor(JournalRecord.class).writeValueAsString(item);
        return (LineScan.checksum(json.getBytes(StandardCharsets.UTF_8)) + " " + json + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static FileChannel open(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ours) {
            // Another journal of this very process has it: said below.
        }
        channel.close();
        throw new IllegalStateException(
                "Another process uses the journal of " + path.toAbsolutePath().getParent());
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Walks over the lines of a journal; what is broken at its end is torn, what is broken before that is damage. */
    private static final class LineScan {
        private final byte[] bytes;
        private int end;
        private boolean stopped;

        LineScan(byte[] bytes) {
            this.bytes = bytes;
        }

        static String checksum(byte[] json) {
            CRC32 crc = new CRC32();
            crc.update(json);
            return String.format("%08x", crc.getValue());
        }

        /** The next record's JSON, or nothing at the end. */
        Optional<String> next() {
            int newline = end;
            while (newline < bytes.length && bytes[newline] != '\n') {
                newline++;
            }
            if (stopped || newline == bytes.length) {
                return Optional.empty();
            }
            String line = new String(bytes, end, newline - end, StandardCharsets.UTF_8);
            String json = line.length() > 9 ? line.substring(9) : "";
            if (!line.startsWith(checksum(json.getBytes(StandardCharsets.UTF_8)) + " ")) {
                return stop(newline);
            }
            end = newline + 1;
            return Optional.of(json);
        }

        long end() {
            return end;
        }

        long torn() {
            return (long) bytes.length - end;
        }

        private Optional<String> stop(int newline) {
            if (newline + 1 < bytes.length) {
                throw new IllegalStateException("The journal is damaged at byte " + end
                        + ": a record there does not match its checksum, and it is not the last one");
            }
            stopped = true;
            return Optional.empty();
        }
    }
}
